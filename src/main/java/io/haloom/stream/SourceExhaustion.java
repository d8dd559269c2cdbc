package io.haloom.stream;

import io.haloom.proxy.Events;
import java.util.concurrent.atomic.AtomicLong;

/** Says which source and destination ran out of ports, once a second at most. */
public final class SourceExhaustion {
  private static final long INTERVAL_NANOS = 1_000_000_000;
  private final AtomicLong last = new AtomicLong(System.nanoTime() - INTERVAL_NANOS);

  public void report(Stream stream, String detail) {
    long now = System.nanoTime();
    long before = last.get();
    if (now - before < INTERVAL_NANOS || !last.compareAndSet(before, now)) {
      return;
    }
    String where =
        stream.server() == null
            ? stream.backend().name()
            : stream.backend().name() + '/' + stream.server().name();
    stream
        .services()
        .runtime()
        .events()
        .send(
            stream.backendConfig(),
            Events.EMERG,
            "Connect() failed for server " + where + ": no free ports (" + detail + ").");
  }
}
