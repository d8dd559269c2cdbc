package io.haloom.proxy;

import io.haloom.model.CheckConfig;
import io.haloom.model.HealthConfig;
import io.haloom.proxy.count.Counter;
import io.haloom.proxy.count.Counters;
import io.haloom.proxy.state.CheckHealth;
import io.haloom.proxy.state.Observation;
import io.haloom.proxy.state.OperatingState;

/**
 * What checks and observed traffic conclude about one server. The counters move as HAProxy's: a
 * failure of a server that is up takes one off, and at the lower bound it drops to 0; a success
 * adds one, and at {@code rise} it jumps to the top. Called under the state lock unless said
 * otherwise.
 */
final class ServerHealth {
  private final Server server;
  private final CheckHealth check;
  private final CheckHealth agent;
  private final StateReport report;

  /** Consecutive observed errors; races between sessions may lose one, as in HAProxy. */
  private volatile int errors;

  /** How often errors were acted upon; written under the state lock. */
  private volatile int acts;

  ServerHealth(Server server) {
    this.server = server;
    this.check = CheckHealth.of(server.config().check(), server.config().health().rise());
    this.agent = CheckHealth.of(server.config().agent());
    this.report = new StateReport(server);
  }

  CheckHealth check() {
    return check;
  }

  CheckHealth agent() {
    return agent;
  }

  // --- checks ----------------------------------------------------------------------------------

  void ended(boolean ofAgent, Server.CheckVerdict verdict, CheckHealth.Outcome outcome) {
    CheckHealth health = ofAgent ? agent : check;
    String before = health.last().status();
    health.last(outcome);
    if (verdict == Server.CheckVerdict.NEUTRAL) {
      return;
    }
    boolean moved = move(ofAgent, health, verdict, outcome);
    boolean news = moved || !before.equals(outcome.status());
    if (news && server.state().checksAreLogged()) {
      report.check(ofAgent, health, verdict);
    }
    switch (verdict) {
      case FAILED -> failed(ofAgent, health, outcome);
      case CONDITIONAL -> passedConditionally(ofAgent, outcome);
      default -> passed(ofAgent, outcome);
    }
  }

  private boolean move(
      boolean ofAgent,
      CheckHealth health,
      Server.CheckVerdict verdict,
      CheckHealth.Outcome outcome) {
    int value = health.health();
    if (verdict == Server.CheckVerdict.FAILED) {
      boolean counts = !ofAgent || outcome.hasCode();
      if (!counts || value <= 0) {
        return false;
      }
      server.counters().increment(Counters.ANYWHERE, Counter.FAILED_CHECKS);
      health.health(value - 1 < health.rise() ? 0 : value - 1);
      return true;
    }
    errors = 0;
    if (value >= health.full()) {
      return false;
    }
    health.health(value + 1 >= health.rise() ? health.full() : value + 1);
    return true;
  }

  private void failed(boolean ofAgent, CheckHealth health, CheckHealth.Outcome outcome) {
    boolean meant = !ofAgent || "L7STS".equals(outcome.status());
    if (meant && health.health() <= 0) {
      server.state().stopped(cause(outcome));
    }
  }

  private void passed(boolean ofAgent, CheckHealth.Outcome outcome) {
    boolean stopping = ofAgent && server.operating() == OperatingState.STOPPING;
    if (mayServe() && !stopping) {
      server.state().running(cause(outcome));
    }
  }

  private void passedConditionally(boolean ofAgent, CheckHealth.Outcome outcome) {
    if (mayServe() && !ofAgent) {
      server.state().stopping(cause(outcome));
    }
  }

  /** Nothing else holds it down: no maintenance, no tracked server, no other check. */
  private boolean mayServe() {
    return !server.inMaintenance() && !trackedIsDown() && !check.holdsDown() && !agent.holdsDown();
  }

  private boolean trackedIsDown() {
    return server.tracked() != null && server.tracked().operating() == OperatingState.STOPPED;
  }

  private StateCause cause(CheckHealth.Outcome outcome) {
    boolean told = server.tracked() != null || server.state().checksAreLogged();
    return told ? StateCause.NONE : StateCause.of(outcome);
  }

  /** Where the server stands when it leaves maintenance; checks begin afresh. */
  OperatingState comeback() {
    if (check.enabled()) {
      check.paused(false);
      check.health(check.rise());
    }
    if (trackedIsDown() || check.holdsDown() || agent.holdsDown()) {
      return server.operating();
    }
    if (server.tracked() != null && server.tracked().operating() == OperatingState.STOPPING) {
      return OperatingState.STOPPING;
    }
    return server.state().slowstart().seconds() > 0
        ? OperatingState.STARTING
        : OperatingState.RUNNING;
  }

  // --- administrators --------------------------------------------------------------------------

  void force(CheckHealth which, OperatingState state) {
    which.health(state == OperatingState.STOPPED ? 0 : which.full());
    StateCause cause = StateCause.of("changed from CLI");
    switch (state) {
      case STOPPED -> server.state().stopped(cause);
      case STOPPING -> server.state().stopping(cause);
      default -> server.state().running(cause);
    }
  }

  // --- traffic ---------------------------------------------------------------------------------

  /** Called on loops, without the lock. */
  void observed(Observation observation) {
    HealthConfig config = server.config().health();
    if (config.observe() == HealthConfig.Observe.NONE || !check.configured()) {
      return;
    }
    switch (observation.meaning(config.observe())) {
      case GOOD -> {
        if (errors != 0) {
          errors = 0;
        }
      }
      case BAD -> {
        int seen = acts;
        int count = countError();
        if (count >= config.errorLimit()) {
          server.changes().locked(() -> act(config, count, seen, observation));
        }
      }
      default -> {}
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate")
  private int countError() {
    int count = errors + 1;
    errors = count;
    return count;
  }

  /**
   * Other sessions that saw too many errors at the same moment leave it at one act; a check that
   * passes just then does not undo it, as in HAProxy.
   */
  private void act(HealthConfig config, int count, int seen, Observation observation) {
    if (acts != seen) {
      return;
    }
    acts = seen + 1;
    int now = check.health();
    switch (config.onError()) {
      case SUDDEN_DEATH -> check.health(now > check.rise() ? check.rise() + 1 : now);
      case MARK_DOWN -> check.health(check.rise());
      default -> {}
    }
    if (config.onError() != HealthConfig.OnError.FASTINTER) {
      String text = "Detected " + count + " consecutive errors, last one was: ";
      ended(
          false,
          Server.CheckVerdict.FAILED,
          new CheckHealth.Outcome(
              "HANA", CheckHealth.Outcome.NO_CODE, -1, "Health analyze", text + observation));
    }
    errors = 0;
    server.counters().increment(Counters.ANYWHERE, Counter.FAILED_OBSERVATIONS);
    hurry();
  }

  private void hurry() {
    CheckConfig config = server.config().check();
    CheckControl checks = server.backend().runtime().checks();
    if (config.timing().fastinter() > 0 && checks != null) {
      checks.hurry(server, config.timing().fastinter());
    }
  }
}
