package io.haloom.sample.match;

import io.haloom.sample.Sample;

/** A compiled set of patterns; immutable, used by any thread. */
@FunctionalInterface
public interface Matcher {

  /** Whether the sample, already of the method's type, matches any pattern. */
  boolean matches(Sample sample);
}
