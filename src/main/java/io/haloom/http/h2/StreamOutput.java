package io.haloom.http.h2;

import io.haloom.net.ConnectionException;
import java.nio.ByteBuffer;

/**
 * What this side sends on a stream, as far as the peer takes it. State is guarded by the
 * connection's lock.
 */
final class StreamOutput {
  private final H2Connection of;
  private final H2Stream stream;
  private final StreamWaiters waiters;

  /** Bytes that the peer takes; below 0 where it has narrowed its window since. */
  private int window;

  /** Payload that is still to be sent by its announced length; -1 where none was announced. */
  private long announced = -1;

  private boolean answered;
  private boolean ended;

  StreamOutput(H2Connection of, H2Stream stream, StreamWaiters waiters, int window) {
    this.of = of;
    this.stream = stream;
    this.waiters = waiters;
    this.window = window;
  }

  /** Whether a head has been left for sending. */
  boolean isAnswered() {
    return answered;
  }

  /** Whether this side has sent all it has to say. */
  boolean isEnded() {
    return ended;
  }

  /** The peer takes so many more bytes; fewer than none where it has narrowed its window. */
  void widen(int bytes) throws H2Exception {
    if ((long) window + bytes > Integer.MAX_VALUE) {
      throw stream.error(ErrorCode.FLOW_CONTROL_ERROR, "a window is larger than 2^31-1");
    }
    window += bytes;
    if (window > 0) {
      waiters.wakeWriter();
    }
  }

  /**
   * A head has been left for sending.
   *
   * @param last whether it ends the stream
   */
  void sentHead(boolean last) {
    answered = true;
    if (last) {
      ends();
    }
  }

  /** So many bytes of payload will be sent. */
  void announces(long length) {
    announced = length;
  }

  private int room() {
    return Math.min(window, of.windows().room());
  }

  /** Leaves payload for sending, waiting where the peer or the connection has no room for it. */
  void send(ByteBuffer payload) throws ConnectionException {
    of.lock();
    try {
      waiters.begin();
      while (payload.hasRemaining()) {
        stream.checkSendable();
        int most = room();
        if (most > 0) {
          sendPart(payload, Math.min(most, payload.remaining()));
        } else {
          awaitRoom();
        }
      }
    } finally {
      of.unlock();
    }
  }

  private void sendPart(ByteBuffer payload, int length) {
    window -= length;
    if (announced >= 0) {
      announced -= length;
    }
    boolean last = announced == 0;
    of.windows().sent(length);
    of.output().data(stream.id(), payload, length, last);
    waiters.active();
    if (last) {
      ends();
    }
  }

  /** Has what was left sent before it waits. */
  private void awaitRoom() throws ConnectionException {
    of.unlock();
    try {
      of.output().flushAside();
    } finally {
      of.lock();
    }
    if (room() <= 0) {
      of.windows().waits(stream);
      waiters.await(false);
    }
  }

  /** Ends what this side sends, unless that has ended. */
  void end() throws ConnectionException {
    of.lock();
    try {
      if (!ended) {
        stream.checkSendable();
        of.output().end(stream.id());
        ends();
      }
    } finally {
      of.unlock();
    }
  }

  private void ends() {
    ended = true;
    stream.mayHaveEnded();
  }
}
