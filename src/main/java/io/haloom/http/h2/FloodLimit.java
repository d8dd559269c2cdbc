package io.haloom.http.h2;

import io.haloom.net.Connection;

/**
 * How much of what is of no use a peer may send: each frame that carries nothing costs, what the
 * peer gets done pays, and so does time. Ten thousand PINGs at once and a thousand a second are
 * borne, five hundred streams that are reset before their answer, and half of all streams for ever.
 *
 * <p>HAProxy 2.6 has no such limit; since 3.0 {@code tune.h2.fe.glitches-threshold} sets one.
 */
final class FloodLimit {
  /** What may be spent at once. */
  static final int MOST = 10_000;

  /** What a frame costs that is answered by one, or by nothing. */
  static final int FRAME = 1;

  /** What costs as much as a whole stream does, and what a stream pays that is answered. */
  static final int STREAM = 20;

  /** What a frame of DATA pays that is not cut to a narrow window: the peer tells of windows. */
  static final int DATA = 3;

  private static final int PER_SECOND = 1000;

  private int left = MOST;
  private long paidUntil;

  /**
   * @param now the instant from which time pays
   */
  FloodLimit(long now) {
    paidUntil = now;
  }

  void costs(int amount) {
    left -= amount;
  }

  void pays(int amount) {
    left = Math.min(MOST, left + amount);
  }

  /** Whether more was spent than is there. Time is looked at only where it has to pay. */
  private boolean isSpent(long now) {
    long since = Math.max(0, now - paidUntil);
    paidUntil = now;
    pays((int) Math.min(2L * MOST, since / (1_000_000_000L / PER_SECOND)));
    return left < 0;
  }

  /** A frame begins on that connection. */
  void begins(FrameHeader header, Connection on) throws H2Exception {
    left -= cost(header);
    if (left < 0 && isSpent(on.now())) {
      throw H2Exception.connection(ErrorCode.ENHANCE_YOUR_CALM, "a flood of frames without use");
    }
  }

  private static int cost(FrameHeader header) {
    return switch (header.type()) {
      case HEADERS -> 0;
      case DATA -> header.length() > 0 || header.isEndStream() ? 0 : FRAME;
      case SETTINGS -> header.has(FrameHeader.ACK) ? FRAME : STREAM;
      case GOAWAY, PUSH_PROMISE -> STREAM;
      case PRIORITY, RST_STREAM, PING, WINDOW_UPDATE, CONTINUATION, OTHER -> FRAME;
    };
  }
}
