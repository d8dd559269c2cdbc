package io.haloom.stream;

import io.haloom.net.ConnectionException;
import io.haloom.proxy.count.Counter;

/** What a failure of either side makes of a stream: its termination state, and what counts. */
public final class Failures {
  private final Stream stream;
  private boolean reset;

  Failures(Stream stream) {
    this.stream = stream;
  }

  /** Whether the client ended its connection with an RST. */
  public boolean clientReset() {
    return reset;
  }

  /**
   * The failure that a failure comes of: a client that is gone has its server's wait broken off.
   */
  public ConnectionException cause(ConnectionException failure) {
    boolean broken = failure.kind() == ConnectionException.Kind.ABORTED;
    if (broken && stream.session().isCarried() && stream.client().peerClosed()) {
      stream.termination().phase('D');
      return new ConnectionException(
          stream.client(), ConnectionException.Kind.RESET, "the client has left");
    }
    return failure;
  }

  /** Notes why the stream ends, unless a cause was noted before, and counts the abort. */
  public void note(ConnectionException failure) {
    note(failure, failure.connection() == stream.client());
  }

  /** The same for a failure that counts as that side's. */
  void note(ConnectionException failure, boolean ofClient) {
    if (stream.session().shutdownCause() != 0) {
      stream.termination().note(stream.session().shutdownCause(), '-');
      return;
    }
    reset |= ofClient && failure.kind() == ConnectionException.Kind.RESET;
    boolean timeout = failure.kind() == ConnectionException.Kind.TIMEOUT;
    char letter = timeout ? (ofClient ? 'c' : 's') : ofClient ? 'C' : 'S';
    if (stream.termination().note(letter, stream.termination().phase())) {
      stream.counters().count(ofClient ? Counter.CLIENT_ABORTS : Counter.SERVER_ABORTS, 1);
      if (!ofClient && !timeout) {
        stream.counters().countServerSide(Counter.FAILED_RESPONSES);
      }
    }
  }

  /** {@code timeout client} struck where nobody reads from it. */
  public void clientTimedOut() {
    if (stream.termination().note('c', stream.termination().phase())) {
      stream.counters().count(Counter.CLIENT_ABORTS, 1);
    }
  }
}
