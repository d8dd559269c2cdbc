package io.haloom.http.h2;

import io.haloom.http.Framing;
import io.haloom.http.Method;
import io.haloom.http.ResponseHead;
import io.haloom.net.ConnectionException;
import java.util.ArrayDeque;

/** A stream of a server's connection: a request of ours, and the heads of its responses. */
final class H2ServerStream extends H2Stream {
  private final H2ServerConnection of;

  /** Interim responses and the final one, as they come; nobody has taken them yet. */
  private final ArrayDeque<ResponseHead> heads = new ArrayDeque<>(1);

  private Method method = Method.OTHER;
  private byte[] protocol;
  private boolean answered;
  private boolean unprocessed;
  private volatile boolean invalid;

  H2ServerStream(H2ServerConnection of, int id, int receiveWindow) {
    super(of, id, receiveWindow);
    this.of = of;
    input().awaitsHead();
  }

  /**
   * What is asked for, before it goes out.
   *
   * @param asked the protocol of extended CONNECT, or null
   */
  void asks(Method requested, byte[] asked) {
    method = requested;
    protocol = asked;
  }

  Method method() {
    return method;
  }

  byte[] protocol() {
    return protocol;
  }

  /** Whether the head of the final response has come. */
  boolean isAnswered() {
    return answered;
  }

  // --- what the connection's reader tells, under the lock --------------------------------------

  void received(ResponseHead head) {
    boolean last = head.status() >= 200 || head.framing() == Framing.TUNNEL;
    if (last) {
      answered = true;
      boolean bodiless = head.framing() == Framing.NONE;
      input().answered(bodiless ? 0 : head.announcedLength());
    }
    heads.add(head);
    waiters().active();
    waiters().wakeReader();
  }

  @Override
  void peerReset(int code) {
    unprocessed |= code == ErrorCode.REFUSED_STREAM.code() && !answered;
    super.peerReset(code);
  }

  /** What the server has answered was no answer. */
  boolean isInvalid() {
    return invalid;
  }

  @Override
  void failed() {
    invalid = !answered;
    super.failed();
  }

  /** The server has said that it has not looked, and will not look, at the request. */
  boolean isUnprocessed() {
    return unprocessed;
  }

  // --- waiting ---------------------------------------------------------------------------------

  /** Waits for the next head. */
  ResponseHead awaitHead() throws ConnectionException {
    of.output().flushAside();
    of.lock();
    try {
      waiters().begin();
      while (heads.isEmpty()) {
        checkUsable();
        waiters().await(true);
      }
      return heads.poll();
    } finally {
      of.unlock();
    }
  }

  /** Waits, with the lock, until the server has told its settings and takes another stream. */
  void awaitTurn() throws ConnectionException {
    waiters().begin();
    while (!of.mayBegin()) {
      checkUsable();
      of.waitsForTurn(this);
      waiters().await(false);
    }
    checkUsable();
  }
}
