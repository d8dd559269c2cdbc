package io.haloom.net;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketAddress;

/** A bound, listening socket. One accepting virtual thread per loop may use it at a time. */
public interface Listener extends Closeable {

  /** Where it is bound; the port is the real one when 0 was asked for. */
  SocketAddress localAddress();

  /**
   * Waits for the next connection, which then belongs to the caller's loop.
   *
   * @throws AcceptFailure when this attempt failed but the listener lives on (out of descriptors)
   * @throws IOException when the listener was closed
   */
  Connection accept() throws IOException;

  /**
   * What the kernel refused of the bind line's options without preventing it from listening, in the
   * words of HAProxy's start-up warnings; null when all was granted.
   */
  default String warning() {
    return null;
  }

  /** The descriptor, to be handed to another process; -1 where the transport has none. */
  int descriptor();

  /**
   * Another descriptor of the same socket, which listens on when this one is closed; for a {@link
   * ListenRequest} to adopt. -1 where there is none to be had.
   */
  default int duplicate() {
    return -1;
  }

  /** Ends accepting; parked acceptors get an {@link IOException}. */
  @Override
  void close();

  /** An accept that failed for lack of a resource; the listener stays usable. */
  final class AcceptFailure extends IOException {
    private static final long serialVersionUID = 1;

    public AcceptFailure(String message) {
      super(message);
    }
  }
}
