package io.haloom.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.http.HttpLimits;
import io.haloom.http.HttpProtocols;
import io.haloom.http.h1.Http1Protocol;
import io.haloom.proxy.Backend;
import io.haloom.proxy.ManualTimers;
import io.haloom.proxy.Server;
import io.haloom.proxy.state.AdminFlag;
import io.haloom.proxy.state.OperatingState;
import io.haloom.sample.FakeProcess;
import io.haloom.sample.Variables;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When checks run, by a clock that the test moves; the checks themselves are real. */
@Timeout(60)
@SuppressWarnings("try")
class CheckScheduleTest {
  private final ManualTimers timers = new ManualTimers();
  private final BlockingQueue<Long> times = new LinkedBlockingQueue<>();

  /** A server that notes when it is checked, and says {@code up}. */
  private Peer noting() throws Exception {
    return Peer.playing(
        talk -> {
          times.add(timers.nowMillis());
          talk.send("up\n");
          talk.drain();
        });
  }

  private static String config(String global, String servers) {
    return """
    global
    %s
    defaults
      timeout connect 5s
      timeout server 5s
    backend b
      option tcp-check
      tcp-check expect string up
    %s
    """
        .formatted(global.indent(2), servers.indent(2));
  }

  private CheckSchedule schedule(CheckWorld world, RandomGenerator random) {
    CheckSchedule schedule =
        new CheckSchedule(
            world.runtime,
            new FakeProcess(),
            new Variables(),
            new HttpProtocols(Http1Protocol.of(HttpLimits.DEFAULT), null),
            random);
    schedule.startAll();
    return schedule;
  }

  /** The next check's time from the start, once it has ended and its successor is due. */
  private long next(Server server) throws Exception {
    Long time = times.poll(20, TimeUnit.SECONDS);
    if (time == null) {
      throw new AssertionError("no check came");
    }
    settle(server);
    return time - 1_000_000;
  }

  private static void settle(Server server) {
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (server.check().running() && System.nanoTime() < giveUp) {
      Thread.onSpinWait();
    }
  }

  @Test
  void firstChecksAreSpreadOverTheShortestInterval() throws Exception {
    try (Peer peer = noting();
        CheckWorld world =
            CheckWorld.of(
                config(
                    "",
                    """
                    server a 127.0.0.1:%1$d check inter 4s
                    server b 127.0.0.1:%1$d check inter 10s
                    server c 127.0.0.1:%1$d check inter 500
                    server d 127.0.0.1:%1$d check inter 4s
                    """
                        .formatted(peer.port())),
                timers);
        CheckSchedule schedule = schedule(world, () -> 0)) {
      List<Long> first = new ArrayList<>();
      for (Server server : world.runtime.backend("b").servers()) {
        first.add(delay(world, schedule, server));
      }
      // The second spreads over its own longer interval.
      assertEquals(List.of(0L, 2500L, 2000L, 3000L), first);
    }
  }

  private static long delay(CheckWorld world, CheckSchedule schedule, Server server) {
    Backend backend = server.backend();
    Subject subject = new Subject(server, false);
    return schedule.interval().first(subject, 4000, backend.servers().indexOf(server), 4);
  }

  @Test
  void maxSpreadChecksBoundsThem() throws Exception {
    try (Peer peer = noting();
        CheckWorld world =
            CheckWorld.of(
                config(
                    "max-spread-checks 1s",
                    """
                    server a 127.0.0.1:%1$d check inter 4s
                    server b 127.0.0.1:%1$d check inter 4s
                    """
                        .formatted(peer.port())),
                timers);
        CheckSchedule schedule = schedule(world, () -> 0)) {
      Server second = world.runtime.backend("b").servers().get(1);
      assertEquals(500, schedule.interval().first(new Subject(second, false), 4000, 1, 2));
    }
  }

  @Test
  void runsEveryInterval() throws Exception {
    try (Peer peer = noting();
        CheckWorld world =
            CheckWorld.of(
                config(
                    "", "server a 127.0.0.1:%d check inter 2s fastinter 1s".formatted(peer.port())),
                timers);
        CheckSchedule schedule = schedule(world, () -> 0)) {
      Server server = world.server();
      timers.pass(0);
      assertEquals(0, next(server));
      timers.pass(1999);
      assertTrue(times.isEmpty());
      timers.pass(1);
      assertEquals(2000, next(server));
      assertEquals(4, server.check().health());
    }
  }

  @Test
  void intervalFollowsTheState() throws Exception {
    try (Peer peer = Peer.refusing();
        CheckWorld world =
            CheckWorld.of(
                config(
                    "",
                    "server a 127.0.0.1:%d check inter 8s fastinter 3s downinter 5s"
                        .formatted(peer.port())))) {
      Server server = world.server();
      Subject subject = new Subject(server, false);
      // As it starts: up, one failure short of down.
      assertEquals(3000, CheckInterval.current(subject));
      server.check().health(server.check().full());
      assertEquals(8000, CheckInterval.current(subject));
      server.changes().forceHealth(OperatingState.STOPPED);
      assertEquals(5000, CheckInterval.current(subject));
      server.check().health(1);
      assertEquals(3000, CheckInterval.current(subject));
    }
  }

  @Test
  void spreadChecksMovesThemBySomePercent() throws Exception {
    try (Peer peer = Peer.refusing();
        CheckWorld world =
            CheckWorld.of(
                config(
                    "spread-checks 50",
                    "server a 127.0.0.1:%d check inter 4s".formatted(peer.port())))) {
      Server server = world.server();
      Subject subject = new Subject(server, false);
      server.check().health(server.check().full());
      assertEquals(6000, interval(world, 0).next(subject));
      assertEquals(4000, interval(world, 1L << 63).next(subject));
      assertTrue(interval(world, -1).next(subject) <= 2001);
    }
  }

  /** With the same random bits every time. */
  private static CheckInterval interval(CheckWorld world, long bits) {
    return new CheckInterval(() -> world.runtime.config().global().checks(), () -> bits);
  }

  @Test
  void restsInMaintenanceAndWhileDisabled() throws Exception {
    try (Peer peer = noting();
        CheckWorld world =
            CheckWorld.of(
                config("", "server a 127.0.0.1:%d check inter 2s".formatted(peer.port())), timers);
        CheckSchedule schedule = schedule(world, () -> 0)) {
      Server server = world.server();
      server.changes().setAdmin(AdminFlag.FORCED_MAINT, null);
      timers.pass(5000);
      assertTrue(times.isEmpty());
      server.changes().clearAdmin(EnumSet.of(AdminFlag.FORCED_MAINT));
      timers.pass(1000);
      assertEquals(6000, next(server), "it kept its rhythm");
      server.check().enabled(false);
      timers.pass(6000);
      assertTrue(times.isEmpty());
      server.check().enabled(true);
      timers.pass(2000);
      assertEquals(14_000, next(server));
    }
  }

  @Test
  void hurryBringsTheNextCheckForward() throws Exception {
    try (Peer peer = noting();
        CheckWorld world =
            CheckWorld.of(
                config("", "server a 127.0.0.1:%d check inter 60s".formatted(peer.port())),
                timers);
        CheckSchedule schedule = schedule(world, () -> 0)) {
      Server server = world.server();
      timers.pass(0);
      assertEquals(0, next(server));
      schedule.hurry(server, 1000);
      schedule.hurry(server, 5000);
      timers.pass(1000);
      assertEquals(1000, next(server));
      timers.pass(59_999);
      assertTrue(times.isEmpty(), "the check it had overtaken still ran");
    }
  }

  @Test
  void aServerAddedIsCheckedAfterAnInterval() throws Exception {
    try (Peer peer = noting();
        CheckWorld world =
            CheckWorld.of(
                config("", "server a 127.0.0.1:%d check inter 2s disabled".formatted(peer.port())),
                timers);
        CheckSchedule schedule =
            new CheckSchedule(
                world.runtime,
                new FakeProcess(),
                new Variables(),
                new HttpProtocols(Http1Protocol.of(HttpLimits.DEFAULT), null),
                () -> 0)) {
      Server server = world.server();
      server.changes().clearAdmin(EnumSet.of(AdminFlag.CONFIG_MAINT));
      server.check().paused(false);
      schedule.start(server);
      timers.pass(1999);
      assertTrue(times.isEmpty());
      timers.pass(1);
      assertEquals(2000, next(server));
      schedule.stop(server);
      timers.pass(10_000);
      assertTrue(times.isEmpty());
    }
  }

  @Test
  void aCheckUnderWayReportsNothingOnceStopped() throws Exception {
    BlockingQueue<Boolean> connected = new LinkedBlockingQueue<>();
    try (Peer peer =
            Peer.playing(
                talk -> {
                  connected.add(true);
                  talk.drain();
                });
        CheckWorld world =
            CheckWorld.of(
                config("", "server a 127.0.0.1:%d check inter 60s".formatted(peer.port())),
                timers);
        CheckSchedule schedule = schedule(world, () -> 0)) {
      Server server = world.server();
      timers.pass(0);
      connected.take();
      assertTrue(server.check().running());
      schedule.stop(server);
      settle(server);
      assertFalse(server.check().running());
      assertEquals("INI", server.check().last().status());
    }
  }

  @Test
  void theStateFlipsAfterFallFailuresAndRiseSuccesses() throws Exception {
    boolean[] up = {true};
    try (Peer peer =
            Peer.playing(
                talk -> {
                  talk.send(up[0] ? "up\n" : "down\n");
                  times.add(timers.nowMillis());
                });
        CheckWorld world =
            CheckWorld.of(
                config(
                    "",
                    "server a 127.0.0.1:%d check inter 3000 rise 2 fall 3".formatted(peer.port())),
                timers);
        CheckSchedule schedule = schedule(world, () -> 0)) {
      Server server = world.server();
      List<OperatingState> seen = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        up[0] = i == 0 || i > 3;
        timers.pass(i == 0 ? 0 : 3000);
        next(server);
        seen.add(server.operating());
      }
      OperatingState on = OperatingState.RUNNING;
      OperatingState off = OperatingState.STOPPED;
      assertEquals(List.of(on, on, on, off, off, on, on), seen);
    }
  }

  @Test
  void aThousandHungServersCostParkedThreadsOnly() throws Exception {
    try (Peer peer = Peer.silent()) {
      StringBuilder servers = new StringBuilder();
      for (int i = 0; i < 1000; i++) {
        servers.append("server s").append(i).append(" 127.0.0.1:").append(peer.port());
        servers.append(" check inter 60s\n");
      }
      try (CheckWorld world = CheckWorld.of(config("", servers.toString()), timers);
          CheckSchedule schedule = schedule(world, () -> 0)) {
        timers.pass(60_000);
        List<Server> all = world.runtime.backend("b").servers();
        assertTrue(all.stream().allMatch(server -> server.check().running()));
      }
    }
  }
}
