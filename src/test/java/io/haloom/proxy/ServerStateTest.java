package io.haloom.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.balance.Balancers;
import io.haloom.harness.Eventually;
import io.haloom.model.Option;
import io.haloom.proxy.Server.CheckVerdict;
import io.haloom.proxy.count.Counter;
import io.haloom.proxy.state.CheckHealth;
import io.haloom.proxy.state.OperatingState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

/** Checks, observed traffic, slow start and times; sequences observed on HAProxy 2.6.12. */
class ServerStateTest {
  private static final CheckHealth.Outcome PASSED =
      new CheckHealth.Outcome("L4OK", CheckHealth.Outcome.NO_CODE, 0, "Layer4 check passed", null);
  private static final CheckHealth.Outcome REFUSED =
      new CheckHealth.Outcome(
          "L4CON",
          CheckHealth.Outcome.NO_CODE,
          0,
          "Layer4 connection problem",
          "Connection refused");
  private static final String WHY =
      ", reason: Layer4 connection problem, info: \"Connection refused\", check duration: 0ms";
  private static final String NONE_LEFT =
      ". 0 active and 0 backup servers left. 0 sessions active, 0 requeued, 0 remaining in queue.";
  private static final String ONE_ONLINE =
      ". 1 active and 0 backup servers online. 0 sessions requeued, 0 total in queue.";

  private final ProxyWorld world = new ProxyWorld(Balancers::of);

  private String check(Server server, boolean passed) {
    server
        .changes()
        .checkEnded(
            false, passed ? CheckVerdict.PASSED : CheckVerdict.FAILED, passed ? PASSED : REFUSED);
    return server.statusText();
  }

  @Test
  void threeFailuresAndTwoSuccesses() {
    Backend backend = world.backend("be1", "a check rise 2 fall 3");
    Server a = backend.server("a");
    assertEquals("UP 1/3", a.statusText());
    assertEquals("UP", check(a, true));
    assertEquals("UP 2/3", check(a, false));
    assertEquals("UP 1/3", check(a, false));
    assertEquals(List.of(), world.events.take());
    assertEquals("DOWN", check(a, false));
    assertEquals(
        List.of(
            "alert Server be1/a is DOWN" + WHY + NONE_LEFT,
            "emerg backend be1 has no server available!"),
        world.events.take());
    assertEquals("DOWN", check(a, false));
    assertEquals("DOWN 1/2", check(a, true));
    assertEquals("DOWN", check(a, false));
    assertEquals("DOWN 1/2", check(a, true));
    assertEquals(List.of(), world.events.take());
    assertEquals("UP", check(a, true));
    assertEquals(
        List.of(
            "notice Server be1/a is UP, reason: Layer4 check passed, check duration: 0ms"
                + ONE_ONLINE),
        world.events.take());
    assertEquals("UP 2/3", check(a, false));
    assertEquals("UP", check(a, true));
    assertEquals(5, a.counters().get(Counter.FAILED_CHECKS));
    assertEquals(1, a.counters().get(Counter.DOWN_TRANSITIONS));
  }

  @Test
  void aFreshServerGoesDownAtItsFirstFailure() {
    Server a = world.backend("be1", "a check").server("a");
    assertEquals("DOWN", check(a, false));
  }

  @Test
  void logHealthChecks() {
    Server a = world.option(Option.LOG_HEALTH_CHECKS).backend("be1", "a check").server("a");
    check(a, true);
    check(a, true);
    check(a, false);
    check(a, false);
    check(a, false);
    check(a, true);
    check(a, true);
    String failed = "notice Health check for server be1/a failed" + WHY + ", status: ";
    String passed =
        "notice Health check for server be1/a succeeded, reason: Layer4 check passed,"
            + " check duration: 0ms, status: ";
    assertEquals(
        List.of(
            passed + "3/3 UP.",
            failed + "2/3 UP.",
            failed + "1/3 UP.",
            failed + "0/2 DOWN.",
            "alert Server be1/a is DOWN" + NONE_LEFT,
            "emerg backend be1 has no server available!",
            passed + "1/2 DOWN.",
            passed + "3/3 UP.",
            "notice Server be1/a is UP" + ONE_ONLINE),
        world.events.take());
  }

  @Test
  void codesAndOddBytesAreShown() {
    Server a = world.backend("be1", "a check").server("a");
    a.changes()
        .checkEnded(
            false,
            CheckVerdict.FAILED,
            new CheckHealth.Outcome(
                "L7STS", 503, 12, "Layer7 wrong status", "a<b\"c\u00e9\t" + "x".repeat(200)));
    String info = "a<3C>b<22>c<E9><09>" + "x".repeat(120);
    assertEquals(
        "alert Server be1/a is DOWN, reason: Layer7 wrong status, code: 503, info: \""
            + info
            + "\", check duration: 12ms"
            + NONE_LEFT,
        world.events.take().get(0));
  }

  @Test
  void conditionalSuccessStopsAndSuccessResumes() {
    Server a = world.backend("be1", "a check").server("a");
    a.changes()
        .checkEnded(
            false,
            CheckVerdict.CONDITIONAL,
            new CheckHealth.Outcome("L7OKC", 404, 3, "Layer7 check conditionally passed", null));
    assertEquals("NOLB", a.statusText());
    assertTrue(a.backend().set().isEmpty());
    assertEquals(
        List.of(
            "notice Server be1/a is stopping, reason: Layer7 check conditionally passed, code: 404,"
                + " check duration: 3ms. 0 active and 0 backup servers online. 0 sessions"
                + " requeued, 0 total in queue.",
            "emerg backend be1 has no server available!"),
        world.events.take());
    assertEquals("UP", check(a, true));
  }

  @Test
  void anAgentThatCannotBeReachedChangesNothing() {
    Server a = world.backend("be1", "a agent-check").server("a");
    a.changes().checkEnded(true, CheckVerdict.FAILED, REFUSED);
    assertEquals("no check", a.statusText());
    CheckHealth.Outcome down =
        new CheckHealth.Outcome("L7STS", 0, 1, "Layer7 wrong status", "via agent : down");
    a.changes().checkEnded(true, CheckVerdict.FAILED, down);
    assertEquals("DOWN (agent)", a.statusText());
    assertEquals(
        "alert Server be1/a is DOWN, reason: Layer7 wrong status, code: 0, info: \"via agent :"
            + " down\", check duration: 1ms"
            + NONE_LEFT,
        world.events.take().get(0));
    a.changes().checkEnded(true, CheckVerdict.NEUTRAL, PASSED);
    assertEquals("DOWN (agent)", a.statusText());
    a.changes().checkEnded(true, CheckVerdict.PASSED, PASSED);
    assertEquals("no check", a.statusText());
  }

  // --- observed traffic ------------------------------------------------------------------------

  private Server observed(String onError) {
    Server a =
        world
            .backend(
                "be1", "a check observe error-limit 3 fall 5 fastinter 500 on-error " + onError)
            .server("a");
    check(a, true);
    return a;
  }

  private static String errors(Server server, int count) {
    for (int i = 0; i < count; i++) {
      server.observed(false);
    }
    return server.statusText();
  }

  @Test
  void failCheck() {
    Server a = observed("fail-check");
    assertEquals("UP", errors(a, 2));
    a.observed(true);
    assertEquals("UP", errors(a, 2));
    assertEquals("UP 4/5", errors(a, 1));
    assertEquals("UP 4/5", errors(a, 2));
    assertEquals("UP 3/5", errors(a, 1));
    assertEquals("HANA", a.check().last().status());
    assertEquals(2, a.counters().get(Counter.FAILED_OBSERVATIONS));
    assertEquals(2, a.counters().get(Counter.FAILED_CHECKS));
  }

  /** The state lock is held meanwhile. */
  private static void afterTheLimit(Server server, int sessions, Runnable meanwhile) {
    ReentrantLock lock = server.backend().runtime().stateLock();
    List<Thread> threads = new ArrayList<>();
    errors(server, 2);
    lock.lock();
    try {
      for (int i = 1; i <= sessions; i++) {
        threads.add(Thread.startVirtualThread(() -> server.observed(false)));
        int waiting = i;
        Eventually.await(() -> lock.getQueueLength() == waiting);
      }
      meanwhile.run();
    } finally {
      lock.unlock();
    }
    Eventually.await(() -> threads.stream().noneMatch(Thread::isAlive));
  }

  @Test
  void aCheckThatPassesMeanwhileDoesNotUndoWhatErrorsDo() {
    Server a = observed("fail-check");
    afterTheLimit(a, 1, () -> check(a, true));
    assertEquals(1, a.counters().get(Counter.FAILED_OBSERVATIONS));
    assertEquals("UP 4/5", a.statusText());
  }

  @Test
  void sessionsThatSeeTooManyErrorsAtOnceActOnce() {
    Server a = observed("fail-check");
    afterTheLimit(a, 3, () -> {});
    assertEquals(1, a.counters().get(Counter.FAILED_OBSERVATIONS));
    assertEquals("UP 4/5", a.statusText());
  }

  @Test
  void suddenDeath() {
    Server a = observed("sudden-death");
    assertEquals("UP 1/5", errors(a, 3));
    assertEquals("DOWN", errors(a, 3));
    assertEquals(
        "alert Server be1/a is DOWN, reason: Health analyze, info: \"Detected 3 consecutive errors,"
            + " last one was: L4 unsuccessful connection\""
            + NONE_LEFT,
        world.events.take().get(0));
  }

  @Test
  void markDownAndFastinter() {
    List<String> hurried = new ArrayList<>();
    world.runtime.checks(
        new CheckControl() {
          @Override
          public void start(Server server) {}

          @Override
          public void stop(Server server) {}

          @Override
          public void hurry(Server server, int withinMillis) {
            hurried.add(server.name() + " " + withinMillis);
          }
        });
    assertEquals("UP", errors(observed("fastinter"), 3));
    assertEquals(List.of("a 500"), hurried);
    assertEquals("DOWN", errors(observed("mark-down"), 3));
    assertEquals(2, hurried.size());
  }

  // --- sessions ended by state -----------------------------------------------------------------

  @Test
  void sessionsAreShutDownAsConfigured() {
    List<String> shut = new ArrayList<>();
    world.runtime.sessions(
        new SessionRegistry() {
          @Override
          public void shutdownServerSessions(Server server, char cause) {
            shut.add(server.name() + cause);
          }

          @Override
          public void shutdownBackupSessions(Backend backend, char cause) {
            shut.add(backend.name() + cause);
          }
        });
    Backend backend = world.backend("be1", "a check on-marked-down", "b check on-marked-up", "c");
    backend.server("a").changes().forceHealth(OperatingState.STOPPED);
    backend.server("b").changes().forceHealth(OperatingState.STOPPED);
    backend.server("b").changes().forceHealth(OperatingState.RUNNING);
    backend.server("a").changes().forceHealth(OperatingState.RUNNING);
    backend.server("a").changes().maintenance();
    assertEquals(List.of("aD", "be1U", "aD"), shut);
  }

  // --- time ------------------------------------------------------------------------------------

  @Test
  void slowstart() {
    Backend backend = world.backend("be1", "a slowstart 4000 weight 10 maxconn 20", "b");
    Server a = backend.server("a");
    assertEquals(10, a.effectiveWeight());
    assertEquals(-1, a.throttle());
    a.changes().maintenance();
    a.changes().ready();
    world.events.take();
    assertEquals(OperatingState.STARTING, a.operating());
    assertEquals("1 1 6", a.effectiveWeight() + " " + a.dynamicLimit() + " " + a.throttle());
    world.timers.pass(1000);
    assertEquals("4 5 31", a.effectiveWeight() + " " + a.dynamicLimit() + " " + a.throttle());
    world.timers.pass(1000);
    assertEquals("6 10", a.effectiveWeight() + " " + a.dynamicLimit());
    world.timers.pass(1000);
    assertEquals("9 15", a.effectiveWeight() + " " + a.dynamicLimit());
    assertEquals(List.of(), world.events.take());
    world.timers.pass(1000);
    assertEquals("10 20 -1", a.effectiveWeight() + " " + a.dynamicLimit() + " " + a.throttle());
    assertEquals(
        List.of(
            "notice Server be1/a is UP. 2 active and 0 backup servers online. 0 sessions requeued,"
                + " 0 total in queue."),
        world.events.take());
  }

  @Test
  void downtime() {
    Backend backend = world.backend("be1", "a check");
    Server a = backend.server("a");
    world.timers.pass(10_000);
    assertEquals("10 0", a.lastChangeSeconds() + " " + a.downtimeSeconds());
    check(a, false);
    world.timers.pass(7_000);
    assertEquals("7 7", a.lastChangeSeconds() + " " + a.downtimeSeconds());
    assertEquals("7 7", backend.lastChangeSeconds() + " " + backend.downtimeSeconds());
    check(a, true);
    check(a, true);
    world.timers.pass(5_000);
    assertEquals("5 7", a.lastChangeSeconds() + " " + a.downtimeSeconds());
    assertEquals("5 7", backend.lastChangeSeconds() + " " + backend.downtimeSeconds());
    a.changes().maintenance();
    world.timers.pass(3_000);
    assertEquals("3 10", a.lastChangeSeconds() + " " + a.downtimeSeconds());
    a.changes().ready();
    assertEquals("10 10", a.downtimeSeconds() + " " + backend.downtimeSeconds());
  }

  @Test
  void drainingIsNoDowntime() {
    Backend backend = world.backend("be1", "a check", "b check");
    Server a = backend.server("a");
    a.changes().drain();
    world.timers.pass(6_000);
    a.changes().ready();
    world.timers.pass(2_000);
    assertEquals("2 0", a.lastChangeSeconds() + " " + a.downtimeSeconds());
    check(a, false);
    world.timers.pass(3_000);
    a.changes().drain();
    world.timers.pass(4_000);
    assertEquals("7 7", a.lastChangeSeconds() + " " + a.downtimeSeconds());
    a.changes().ready();
    world.timers.pass(1_000);
    assertEquals("8 8", a.lastChangeSeconds() + " " + a.downtimeSeconds());
  }

  @Test
  void whatReturnsWithoutWeightDoesNotEndABackendsDowntime() {
    Backend backend = world.backend("be1", "a check weight 0", "b check");
    check(backend.server("a"), false);
    check(backend.server("b"), false);
    world.timers.pass(5_000);
    check(backend.server("a"), true);
    check(backend.server("a"), true);
    assertEquals("5 5", backend.lastChangeSeconds() + " " + backend.downtimeSeconds());
    check(backend.server("b"), true);
    check(backend.server("b"), true);
    world.timers.pass(1_000);
    assertEquals("1 5", backend.lastChangeSeconds() + " " + backend.downtimeSeconds());
  }

  @Test
  void nothingIsSaidOfMaintenanceWhileStarting() {
    world.runtime.started(false);
    Server a = world.backend("be1", "a").server("a");
    a.changes().maintenance();
    assertEquals(List.of(), world.events.take());
  }
}
