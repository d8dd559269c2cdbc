package io.haloom.stream;

import io.haloom.proxy.Events;
import java.util.concurrent.atomic.AtomicLong;

/** Says which source and destination ran out of ports, once a second at most. */
final class SourceExhaustion {
  private static final long INTERVAL_NANOS = 1_000_000_000;
  private final AtomicLong last = new AtomicLong(System.nanoTime() - INTERVAL_NANOS);

  void report(Session session, String detail) {
    long now = System.nanoTime();
    long before = last.get();
    if (now - before < INTERVAL_NANOS || !last.compareAndSet(before, now)) {
      return;
    }
    String where =
        session.server() == null
            ? session.backend().name()
            : session.backend().name() + '/' + session.server().name();
    session
        .services()
        .runtime()
        .events()
        .send(
            session.backend().config(),
            Events.EMERG,
            "Connect() failed for server " + where + ": no free ports (" + detail + ").");
  }
}
