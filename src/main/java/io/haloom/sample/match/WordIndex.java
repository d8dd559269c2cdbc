package io.haloom.sample.match;

import io.haloom.sample.Bytes;
import io.haloom.sample.Sample;

/**
 * {@code -m dir} and {@code dom}: a pattern occurs in the sample between delimiters, or between one
 * and an end. Delimiters around the pattern do not count.
 */
final class WordIndex implements PatternIndex {
  private final TextTable table;
  private final String delimiters;

  WordIndex(MatchFlags flags, String delimiters) {
    this.table = new TextTable(flags.ignoreCase());
    this.delimiters = delimiters;
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
  public void add(PatternEntry entry) {
    table.add(strip(entry.pattern()), entry);
  }

  @Override
  public void remove(PatternEntry entry) {
    table.remove(strip(entry.pattern()), entry);
  }

  @Override
  public PatternEntry find(Sample sample, int version) {
    PatternEntry first = null;
    boolean start = true;
    for (int i = 0; i < sample.length(); i++) {
      boolean delimiter = isDelimiter(sample.at(i));
      if (start && !delimiter) {
        first = Entries.earlier(first, findAt(sample, i, version));
      }
      start = delimiter;
    }
    return first;
  }

  private PatternEntry findAt(Sample sample, int from, int version) {
    PatternEntry first = null;
    for (int size : table.lengths()) {
      int end = from + size;
      if (end > sample.length()) {
        break;
      }
      if (size > 0 && (end == sample.length() || isDelimiter(sample.at(end)))) {
        first = Entries.earlier(first, table.find(sample, from, size, version));
      }
    }
    return first;
  }

  private boolean isDelimiter(byte c) {
    return c > 0 && delimiters.indexOf(c) >= 0;
  }

  @Override
  public boolean isTree(PatternEntry entry) {
    return false;
  }
}
