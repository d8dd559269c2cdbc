package io.haloom.sample.match;

import io.haloom.sample.Sample;

/** {@code -m int}: the sample is within a range. */
record IntegerMatcher(Ranges ranges) implements Matcher {

  @Override
  public boolean matches(Sample sample) {
    return ranges.contains(sample.number());
  }
}
