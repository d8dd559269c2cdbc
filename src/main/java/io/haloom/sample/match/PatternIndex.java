package io.haloom.sample.match;

import io.haloom.sample.CompileException;
import io.haloom.sample.Sample;

/**
 * Patterns arranged for one way to match. Look-ups are made by any number of threads while one adds
 * or removes.
 */
interface PatternIndex {

  /**
   * Adds a pattern.
   *
   * @throws CompileException with HAProxy's message where it is malformed
   */
  void add(PatternEntry entry) throws CompileException;

  /** Removes a pattern that was added. */
  void remove(PatternEntry entry);

  /** The pattern of a version that the sample, of the method's type, matches; or null. */
  PatternEntry find(Sample sample, int version);

  /** Whether HAProxy keeps this pattern in a tree; it matters to who asks for it by name only. */
  boolean isTree(PatternEntry entry);
}
