package io.haloom.sample.match;

import io.haloom.sample.Bytes;
import io.haloom.sample.Sample;
import java.util.BitSet;
import java.util.List;

/**
 * {@code -m sub}: a pattern occurs anywhere in the sample. Most places are ruled out by their first
 * two bytes; at the others a hash is asked once for each length patterns have, however many there
 * are.
 */
final class SubstringMatcher implements Matcher {
  private final TextSet set;
  private final boolean ignoreCase;

  /** Pairs of bytes some pattern starts with. */
  private final BitSet starts = new BitSet(1 << 16);

  SubstringMatcher(List<String> patterns, MatchFlags flags) {
    set = TextSet.of(patterns, flags);
    ignoreCase = flags.ignoreCase();
    for (String pattern : patterns) {
      byte[] bytes = Bytes.of(pattern);
      if (bytes.length == 1) {
        starts.set(fold(bytes[0]) << 8, (fold(bytes[0]) << 8) + 256);
      } else if (bytes.length > 1) {
        starts.set(pair(bytes[0], bytes[1]));
      }
    }
  }

  @Override
  public boolean matches(Sample sample) {
    int length = sample.length();
    for (int i = 0; i < length; i++) {
      byte second = i + 1 < length ? sample.at(i + 1) : 0;
      if (starts.get(pair(sample.at(i), second)) && anyAt(sample, i)) {
        return true;
      }
    }
    return false;
  }

  private boolean anyAt(Sample sample, int from) {
    for (int size : set.lengths()) {
      if (from + size > sample.length()) {
        return false;
      }
      if (size > 0 && set.contains(sample.bytes(), sample.offset() + from, size)) {
        return true;
      }
    }
    return false;
  }

  private int pair(byte first, byte second) {
    return fold(first) << 8 | fold(second);
  }

  private int fold(byte b) {
    return (ignoreCase ? Fold.lower(b) : b) & 0xFF;
  }
}
