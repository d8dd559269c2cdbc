package io.haloom.net.tls;

/**
 * How much of what is written goes into one record. What little there is to write goes into small
 * ones, which a client can use as soon as a packet or two have come; one after the other of large
 * writes makes them large.
 */
final class RecordSizes {
  /** The most that a record may hold, bytes. */
  private static final int RECORD = 16_384;

  /** Writes of so much, bytes, are large; those of less than half of it are small. */
  private static final int LARGE = 15_360;

  /** So many in a row count. */
  private static final int ROW = 3;

  /**
   * What a configuration says, bytes; 0 for nothing.
   *
   * @param most never more ({@code tune.ssl.hard-maxrecord})
   * @param usual no more unless much is written ({@code tune.ssl.maxrecord})
   */
  record Limits(int most, int usual) {
    static final Limits NONE = new Limits(0, 0);
  }

  private final Limits limits;
  private int row;
  private boolean streaming;

  RecordSizes(Limits limits) {
    this.limits = limits;
  }

  /** That much is to be written. */
  void offered(int bytes) {
    boolean turns = streaming ? bytes < LARGE / 2 : bytes >= LARGE;
    row = turns ? row + 1 : 0;
    if (row == ROW) {
      streaming = !streaming;
      row = 0;
    }
  }

  /** How much the next record holds at most, bytes. */
  int most() {
    int most = limits.most == 0 ? RECORD : Math.min(limits.most, RECORD);
    return limits.usual == 0 || streaming ? most : Math.min(most, limits.usual);
  }
}
