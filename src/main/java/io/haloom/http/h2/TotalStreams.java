package io.haloom.http.h2;

/**
 * How many streams a client begins on its connection, before it is told to leave ({@code
 * tune.h2.fe.max-total-streams}). What it has sent before it knows of that is taken, and who still
 * goes on does not keep to it.
 */
final class TotalStreams {
  private final H2Tune.Side side;
  private int begun;

  TotalStreams(H2Tune.Side side) {
    this.side = side;
  }

  /**
   * One more begins.
   *
   * @return the last stream that will be taken, or -1 where nothing is to be said yet
   */
  int begins(int stream) throws H2Exception {
    int most = side.maxTotalStreams();
    begun++;
    if (most == 0 || begun < most) {
      return -1;
    }
    if (begun - most > side.mostStreams()) {
      throw H2Exception.connection(ErrorCode.ENHANCE_YOUR_CALM, "more streams than are allowed");
    }
    int left = (Integer.MAX_VALUE - stream) / 2;
    return stream + 2 * Math.min(side.mostStreams(), left);
  }
}
