package io.haloom.sample.match;

import io.haloom.sample.Sample;
import java.util.function.Predicate;

/** {@code -m found} and {@code bool}: the sample alone decides, whatever the patterns. */
final class MethodIndex implements PatternIndex {
  private static final PatternEntry ANY = new PatternEntry(0, "", null, 0, 0);

  private final Predicate<Sample> test;

  MethodIndex(Predicate<Sample> test) {
    this.test = test;
  }

  @Override
  public void add(PatternEntry entry) {}

  @Override
  public void remove(PatternEntry entry) {}

  @Override
  public PatternEntry find(Sample sample, int version) {
    return test.test(sample) ? ANY : null;
  }

  @Override
  public boolean isTree(PatternEntry entry) {
    return false;
  }
}
