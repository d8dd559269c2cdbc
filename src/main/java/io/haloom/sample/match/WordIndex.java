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
  private final boolean[] isDelimiter = new boolean[256];

  WordIndex(MatchFlags flags, String delimiters) {
    this.table = new TextTable(flags.ignoreCase(), false);
    this.delimiters = delimiters;
    delimiters.chars().forEach(c -> isDelimiter[c] = true);
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
      boolean delimiter = isDelimiter[sample.at(i) & 0xFF];
      if (start && !delimiter) {
        first = Entries.earlier(first, table.firstAt(sample, i, isDelimiter, version));
      }
      start = delimiter;
    }
    return first;
  }

  @Override
  public boolean isTree(PatternEntry entry) {
    return false;
  }
}
