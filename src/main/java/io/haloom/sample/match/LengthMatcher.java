package io.haloom.sample.match;

import io.haloom.sample.Sample;

/** {@code -m len}: the sample's length in bytes is within a range. */
record LengthMatcher(Ranges ranges) implements Matcher {

  @Override
  public boolean matches(Sample sample) {
    return ranges.contains(sample.length());
  }
}
