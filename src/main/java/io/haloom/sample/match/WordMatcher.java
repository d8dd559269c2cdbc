package io.haloom.sample.match;

import io.haloom.sample.Bytes;
import io.haloom.sample.Sample;
import java.util.List;

/**
 * {@code -m dir} and {@code dom}: a pattern occurs in the sample between delimiters, or between one
 * and an end. Delimiters around the pattern do not count.
 */
final class WordMatcher implements Matcher {
  private final byte[][] patterns;
  private final boolean ignoreCase;
  private final String delimiters;

  WordMatcher(List<String> patterns, MatchFlags flags, String delimiters) {
    this.ignoreCase = flags.ignoreCase();
    this.delimiters = delimiters;
    this.patterns = patterns.stream().map(this::strip).toArray(byte[][]::new);
  }

  private byte[] strip(String pattern) {
    int from = 0;
    int to = pattern.length();
    while (from < to && delimiters.indexOf(pattern.charAt(from)) >= 0) {
      from++;
    }
    while (to > from && delimiters.indexOf(pattern.charAt(to - 1)) >= 0) {
      to--;
    }
    return Bytes.of(pattern.substring(from, to));
  }

  @Override
  public boolean matches(Sample sample) {
    boolean start = true;
    for (int i = 0; i < sample.length(); i++) {
      boolean delimiter = isDelimiter(sample.at(i));
      if (start && !delimiter && anyAt(sample, i)) {
        return true;
      }
      start = delimiter;
    }
    return false;
  }

  private boolean anyAt(Sample sample, int from) {
    for (byte[] pattern : patterns) {
      int end = from + pattern.length;
      if (pattern.length > 0
          && end <= sample.length()
          && (end == sample.length() || isDelimiter(sample.at(end)))
          && equal(pattern, sample, from)) {
        return true;
      }
    }
    return false;
  }

  private boolean equal(byte[] pattern, Sample sample, int from) {
    for (int i = 0; i < pattern.length; i++) {
      byte a = pattern[i];
      byte b = sample.at(from + i);
      if (ignoreCase ? Fold.lower(a) != Fold.lower(b) : a != b) {
        return false;
      }
    }
    return true;
  }

  private boolean isDelimiter(byte c) {
    return c > 0 && delimiters.indexOf(c) >= 0;
  }
}
