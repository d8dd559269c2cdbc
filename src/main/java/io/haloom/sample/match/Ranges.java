package io.haloom.sample.match;

import io.haloom.sample.CompileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Ranges of integers, sorted and merged, so that a look-up is a binary search. */
final class Ranges {
  private final long[] lowest;
  private final long[] highest;

  private Ranges(List<long[]> ranges) {
    ranges.sort(Comparator.comparingLong(range -> range[0]));
    List<long[]> merged = new ArrayList<>();
    for (long[] range : ranges) {
      long[] last = merged.isEmpty() ? null : merged.getLast();
      if (last != null && range[0] <= last[1]) {
        last[1] = Math.max(last[1], range[1]);
      } else {
        merged.add(range);
      }
    }
    lowest = merged.stream().mapToLong(range -> range[0]).toArray();
    highest = merged.stream().mapToLong(range -> range[1]).toArray();
  }

  /** {@code n}, {@code n:m}, {@code n:}, {@code :m}; a dash may stand for the colon. */
  static Ranges integers(List<String> patterns) throws CompileException {
    List<long[]> ranges = new ArrayList<>();
    for (String pattern : patterns) {
      String invalid = "'" + pattern + "' is not a valid number range";
      boolean single = separator(pattern) < 0 && !pattern.isEmpty();
      ranges.add(range(pattern, false, single ? "'" + pattern + "' is not a number" : invalid));
    }
    return new Ranges(ranges);
  }

  /** The same for numbers of two parts, {@code major.minor}. */
  static Ranges dotted(List<String> patterns) throws CompileException {
    List<long[]> ranges = new ArrayList<>();
    for (String pattern : patterns) {
      String invalid = "'" + pattern + "' is not a valid dotted number range";
      boolean single = separator(pattern) < 0;
      ranges.add(
          range(pattern, true, single ? "'" + pattern + "' is not a dotted number" : invalid));
    }
    return new Ranges(ranges);
  }

  private static int separator(String pattern) {
    for (int i = 0; i < pattern.length(); i++) {
      if (pattern.charAt(i) == ':' || pattern.charAt(i) == '-') {
        return i;
      }
    }
    return -1;
  }

  private static long[] range(String pattern, boolean dotted, String error)
      throws CompileException {
    int at = separator(pattern);
    String low = at < 0 ? pattern : pattern.substring(0, at);
    String high = at < 0 ? pattern : pattern.substring(at + 1);
    Long min = low.isEmpty() ? Long.valueOf(Long.MIN_VALUE) : number(low, dotted);
    Long max = high.isEmpty() ? Long.valueOf(Long.MAX_VALUE) : number(high, dotted);
    if (low.isEmpty() && high.isEmpty() || min == null || max == null || min > max) {
      throw new CompileException(error);
    }
    return new long[] {min, max};
  }

  /** Null where it is not a number. */
  static Long number(String text, boolean dotted) {
    int dot = dotted ? text.indexOf('.') : -1;
    try {
      if (!isDigits(dot < 0 ? text : text.substring(0, dot))) {
        return null;
      }
      if (!dotted) {
        return Long.valueOf(text);
      }
      long major = Long.parseLong(dot < 0 ? text : text.substring(0, dot));
      long minor = dot < 0 ? 0 : Long.parseLong(text.substring(dot + 1));
      return major >= 65536 || minor < 0 || minor >= 65536 ? null : major << 16 | minor;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static boolean isDigits(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  boolean contains(long value) {
    int from = 0;
    int to = lowest.length - 1;
    while (from <= to) {
      int middle = (from + to) >>> 1;
      if (value < lowest[middle]) {
        to = middle - 1;
      } else if (value > highest[middle]) {
        from = middle + 1;
      } else {
        return true;
      }
    }
    return false;
  }
}
