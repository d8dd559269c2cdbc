package io.haloom;

import io.haloom.proxy.Events;
import io.haloom.proxy.Frontend;
import io.haloom.proxy.Proxy;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.stream.Listeners;
import io.haloom.stream.Session;
import io.haloom.stream.SessionServices;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The soft stop: listeners close at once, sessions go on to their end. */
final class Shutdown {
  /** How often the last sessions are looked for. */
  private static final int LOOK_MILLIS = 50;

  private final ProxyRuntime runtime;
  private final SessionServices sessions;
  private final Listeners listeners;
  private final Runnable closeStatsSockets;
  private final CountDownLatch ended = new CountDownLatch(1);
  private long hardStopAt;

  /**
   * @param closeStatsSockets ends listening for commands; the next process answers them
   */
  Shutdown(
      ProxyRuntime runtime,
      SessionServices sessions,
      Listeners listeners,
      Runnable closeStatsSockets) {
    this.runtime = runtime;
    this.sessions = sessions;
    this.listeners = listeners;
    this.closeStatsSockets = closeStatsSockets;
  }

  void soft() {
    if (runtime.process().stopping()) {
      return;
    }
    runtime.process().stopping(true);
    int grace = runtime.config().global().process().graceMillis();
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
    closeStatsSockets.run();
    runtime.frontends().forEach(listeners::stop);
    // As in HAProxy: who listened stops first.
    running.sort(Comparator.comparing(proxy -> proxy.frontend() == null));
    running.forEach(proxy -> proxy.reportStopped(runtime.events()));
    int millis = runtime.config().global().process().hardStopAfterMillis();
    hardStopAt = millis == 0 ? 0 : System.nanoTime() + millis * 1_000_000L;
    look();
  }

  private void look() {
    if (listeners.quiet() && sessions.table().isEmpty()) {
      ended.countDown();
      return;
    }
    if (hardStopAt != 0 && System.nanoTime() - hardStopAt >= 0) {
      sessions.table().select(s -> true).forEach(Shutdown::kill);
    }
    sessions.table().select(s -> true).forEach(Session::endIfIdle);
    closeIdleConnections();
    runtime.timers().after(LOOK_MILLIS, this::look);
  }

  private void closeIdleConnections() {
    runtime.backends().forEach(b -> b.servers().forEach(s -> s.connections().closeIdle()));
  }

  private static void kill(Session session) {
    session.shutdown('K');
  }

  void await() throws InterruptedException {
    ended.await();
  }
}
