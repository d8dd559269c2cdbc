package io.haloom.proxy;

/**
 * One of a server's connection slots, held by a session from the choice of the server to the end.
 * Closing it frees the slot and wakes the next session in the queue.
 */
public interface ServerSlot extends AutoCloseable {

  Server server();

  /** Harmless when repeated, by the same thread. */
  @Override
  void close();
}
