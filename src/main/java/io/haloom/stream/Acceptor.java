package io.haloom.stream;

import io.haloom.log.AccessLog;
import io.haloom.net.Connection;
import io.haloom.net.Listener;
import io.haloom.proxy.BindListener;
import io.haloom.proxy.Events;
import io.haloom.proxy.Frontend;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Accepts the connections of one bind line on one loop, until the listener is closed. */
final class Acceptor implements Runnable {
  /** How long accepting rests when descriptors ran out. */
  private static final long REST_NANOS = 100_000_000;

  private static final long REPORT_INTERVAL_NANOS = 1_000_000_000;

  private final SessionServices services;
  private final BindListener listener;
  private final AccessLog accessLog;

  /** When exhaustion was last reported; shared by the loops of one frontend. */
  private final AtomicLong reported;

  Acceptor(SessionServices services, BindListener listener, AtomicLong reported) {
    this.services = services;
    this.listener = listener;
    this.accessLog = services.accessLog(listener.frontend());
    this.reported = reported;
  }

  @Override
  public void run() {
    while (true) {
      try {
        begin(listener.listener().accept());
      } catch (Listener.AcceptFailure e) {
        rest(e);
      } catch (IOException e) {
        return;
      }
    }
  }

  /** In the table before its thread runs: a soft stop waits for whom it finds there. */
  private void begin(Connection client) {
    services.admission().awaitTurn(listener);
    Session session = new Session(services, listener, client, accessLog);
    services.table().add(session);
    services.transport().fork(new SessionTask(session));
  }

  private void rest(Listener.AcceptFailure failure) {
    long now = System.nanoTime();
    long last = reported.get();
    if (now - last >= REPORT_INTERVAL_NANOS && reported.compareAndSet(last, now)) {
      report(failure);
    }
    LockSupport.parkNanos(this, REST_NANOS);
  }

  private void report(Listener.AcceptFailure failure) {
    Frontend frontend = listener.frontend();
    services
        .runtime()
        .events()
        .send(
            frontend.config(),
            Events.EMERG,
            "Proxy "
                + frontend.config().name()
                + " reached process FD limit ("
                + failure.getMessage()
                + "). Accepting pauses until descriptors are free. Please check 'ulimit-n' and"
                + " restart.");
  }
}
