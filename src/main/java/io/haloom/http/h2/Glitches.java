package io.haloom.http.h2;

/**
 * How often a peer has done what it should not, and how often it may before its connection ends
 * with it ({@code tune.h2.fe.glitches-threshold} and its like): errors of streams, requests that
 * are refused or were not to come any more, heads in many pieces, windows that are narrowed later
 * on. Written by the connection's reader.
 */
final class Glitches {
  /** So many pieces of a head count as one. */
  private static final int PIECES = 16;

  private final int threshold;
  private volatile int count;

  /**
   * @param threshold how many are too many; 0 where none are
   */
  Glitches(int threshold) {
    this.threshold = threshold;
  }

  int count() {
    return count;
  }

  /** One more. */
  void add() throws H2Exception {
    add(1);
  }

  /** A head has come in so many CONTINUATION frames. */
  void continued(int frames) throws H2Exception {
    add((frames + PIECES - 1) / PIECES);
  }

  private void add(int more) throws H2Exception {
    int all = count + more;
    count = all;
    if (threshold > 0 && all >= threshold) {
      throw H2Exception.connection(ErrorCode.ENHANCE_YOUR_CALM, "too many glitches");
    }
  }
}
