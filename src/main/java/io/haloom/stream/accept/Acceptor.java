package io.haloom.stream.accept;

import io.haloom.net.Connection;
import io.haloom.net.Listener;
import io.haloom.proxy.BindListener;
import io.haloom.proxy.Events;
import io.haloom.proxy.Frontend;
import io.haloom.stream.Session;
import io.haloom.stream.SessionServices;
import io.haloom.stream.http.HttpMode;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Accepts the connections of one bind line on one loop, until its socket is closed. The line may
 * have another socket by then, which other acceptors have.
 */
final class Acceptor implements Runnable {
  /** How long accepting rests when descriptors ran out. */
  private static final long REST_NANOS = 100_000_000;

  private static final long REPORT_INTERVAL_NANOS = 1_000_000_000;

  private final SessionServices services;
  private final HttpMode http;
  private final BindListener listener;
  private final Listener socket;

  /** When exhaustion was last reported; shared by the loops of one frontend. */
  private final AtomicLong reported;

  Acceptor(SessionServices services, HttpMode http, BindListener listener, AtomicLong reported) {
    this.services = services;
    this.http = http;
    this.listener = listener;
    this.socket = listener.listener();
    this.reported = reported;
  }

  @Override
  public void run() {
    while (true) {
      try {
        begin(socket.accept()); // 1
      } catch (Listener.AcceptFailure e) {
        rest(e);
      } catch (IOException e) {
        return;
      } catch (RuntimeException | Error e) {
        // No memory for a session, most likely: this client is let go, the next may be luckier.
        services.runtime().defects().met(listener.frontend().config(), "accepting", e);
        LockSupport.parkNanos(this, REST_NANOS);
      }
    }
  }

  /** In the table before its thread runs: a soft stop waits for whom it finds there. */
  private void begin(Connection client) {
    services.admission().awaitTurn(listener);
    Session session = null;
    boolean begun = false;
    try {
      session = new Session(services, listener, client);
      services.table().add(session);
      services.transport().fork(new SessionTask(session, http));
      begun = true;
    } finally {
      if (!begun) {
        undo(session, client);
      }
    }
  }

  private void undo(Session session, Connection client) {
    if (session != null) {
      services.table().remove(session);
    }
    services.admission().leave(listener);
    client.close();
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
