package io.haloom.proxy;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/** A slot in use. */
final class Slot implements ServerSlot {
  private static final AtomicIntegerFieldUpdater<Slot> CLOSED =
      AtomicIntegerFieldUpdater.newUpdater(Slot.class, "closed");

  private final Server server;
  private volatile int closed;

  Slot(Server server) {
    this.server = server;
  }

  @Override
  public Server server() {
    return server;
  }

  @Override
  public void close() {
    if (CLOSED.compareAndSet(this, 0, 1)) {
      server.backend().queues().release(server);
    }
  }
}
