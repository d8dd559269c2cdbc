package io.haloom.stream.accept;

import io.haloom.proxy.Events;
import io.haloom.proxy.Frontend;
import io.haloom.proxy.Proxy;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.stream.Session;
import io.haloom.stream.SessionServices;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The soft stop: listeners close at once, sessions go on to their end. A connection that waits for
 * a request may be about to send one: it has a second to do so, and the response says that it is
 * the last.
 */
public final class Shutdown {
  /** How often it is looked whether any session is left. */
  private static final int LOOK_MILLIS = 50;

  /** How many looks there are for one that walks over all sessions. */
  private static final int WALK = 10;

  /** How long a connection waits for a request, and the stop goes on, before it is closed. */
  private static final int QUIET_MILLIS = 1000;

  private final ProxyRuntime runtime;
  private final SessionServices sessions;
  private final Listeners listeners;
  private final Runnable retire;
  private final CountDownLatch ended = new CountDownLatch(1);
  private long stoppedAt;
  private long hardStopAt;
  private boolean killed;
  private int looks;

  /**
   * @param retire ends what the next process does from now on: commands, checks
   */
  public Shutdown(
      ProxyRuntime runtime, SessionServices sessions, Listeners listeners, Runnable retire) {
    this.runtime = runtime;
    this.sessions = sessions;
    this.listeners = listeners;
    this.retire = retire;
  }

  public void soft() {
    if (runtime.process().stopping()) {
      return;
    }
    runtime.process().stopping(true);
    int grace = runtime.config().global().process().stop().graceMillis();
    if (grace == 0) {
      stop();
      return;
    }
    String text = "Scheduling a soft-stop in " + grace + " ms.";
    runtime.events().notice(text, Events.WARNING);
    runtime
        .timers()
        .after(
            grace,
            () -> {
              runtime
                  .events()
                  .notice("Grace period expired, proceeding with soft-stop now.", Events.NOTICE);
              stop();
            });
  }

  private void stop() {
    List<Proxy> running = new ArrayList<>(runtime.proxies());
    running.removeIf(p -> p.frontend() != null && p.frontend().state() == Frontend.State.STOPPED);
    retire.run();
    runtime.frontends().forEach(listeners::stop);
    // As in HAProxy: who listened stops first.
    running.sort(Comparator.comparing(proxy -> proxy.frontend() == null));
    running.forEach(proxy -> proxy.reportStopped(runtime.events()));
    int millis = runtime.config().global().process().stop().hardAfterMillis();
    stoppedAt = runtime.timers().nowMillis();
    hardStopAt = millis == 0 ? Long.MAX_VALUE : stoppedAt + millis;
    look();
  }

  private void look() {
    if (listeners.quiet() && sessions.table().isEmpty()) {
      ended.countDown();
      return;
    }
    boolean kills = !killed && runtime.timers().nowMillis() >= hardStopAt;
    killed |= kills;
    boolean walks = kills || looks % WALK == 0;
    looks++;
    // First: a walk that fails is not to be the last look.
    runtime.timers().after(LOOK_MILLIS, this::look);
    if (walks) {
      walk();
    }
  }

  private void walk() {
    if (killed) {
      sessions.table().select(s -> true).forEach(Shutdown::kill);
    } else if (runtime.timers().nowMillis() >= stoppedAt + QUIET_MILLIS) {
      long before = System.nanoTime() - QUIET_MILLIS * 1_000_000L;
      sessions.table().select(s -> true).forEach(s -> s.endIfIdle(before));
    }
    closeIdleConnections();
  }

  private void closeIdleConnections() {
    runtime.backends().forEach(b -> b.servers().forEach(s -> s.connections().closeIdle()));
  }

  private static void kill(Session session) {
    session.shutdown('K');
  }

  public void await() throws InterruptedException {
    ended.await();
  }
}
