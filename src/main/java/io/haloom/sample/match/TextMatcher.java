package io.haloom.sample.match;

import io.haloom.sample.Sample;

/** {@code -m str}, {@code bin}, {@code beg} and {@code end}: all or part of the sample is known. */
record TextMatcher(TextSet set, Part part) implements Matcher {

  /** Which part of the sample a pattern must equal. */
  enum Part {
    WHOLE,
    START,
    END
  }

  @Override
  public boolean matches(Sample sample) {
    if (part == Part.WHOLE) {
      return set.contains(sample.bytes(), sample.offset(), sample.length());
    }
    for (int size : set.lengths()) {
      if (size > sample.length()) {
        return false;
      }
      int from = part == Part.START ? 0 : sample.length() - size;
      if (set.contains(sample.bytes(), sample.offset() + from, size)) {
        return true;
      }
    }
    return false;
  }
}
