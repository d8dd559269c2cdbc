package io.haloom.proxy;

/** A slot in use, and the stripe in which it is counted. */
final class Slot implements ServerSlot {
  private final Server server;
  private final int stripe;
  private boolean closed;

  Slot(Server server, int stripe) {
    this.server = server;
    this.stripe = stripe;
  }

  @Override
  public Server server() {
    return server;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      server.backend().queues().release(server, stripe);
    }
  }
}
