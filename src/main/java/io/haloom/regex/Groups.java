package io.haloom.regex;

import java.util.Arrays;

/** What an expression and its first nine groups matched, as ranges of the subject. */
public final class Groups {
  /** The whole match and nine groups: {@code \0} to {@code \9}. */
  public static final int COUNT = 10;

  private static final int NONE = -1;

  private final int[] starts = new int[COUNT];
  private final int[] ends = new int[COUNT];

  /** Where the group starts, counted from the subject's start; -1 where it has matched nothing. */
  public int start(int group) {
    return starts[group];
  }

  /** Where the group ends; -1 where it has matched nothing. */
  public int end(int group) {
    return ends[group];
  }

  void set(int group, int start, int end) {
    starts[group] = start;
    ends[group] = end;
  }

  /** Forgets all groups from this one on. */
  void clearFrom(int group) {
    Arrays.fill(starts, group, COUNT, NONE);
    Arrays.fill(ends, group, COUNT, NONE);
  }

  void copyFrom(Groups other) {
    System.arraycopy(other.starts, 0, starts, 0, COUNT);
    System.arraycopy(other.ends, 0, ends, 0, COUNT);
  }
}
