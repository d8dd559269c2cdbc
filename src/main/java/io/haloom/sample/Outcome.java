package io.haloom.sample;

/** What evaluating a condition came to. */
public enum Outcome {
  FAIL,
  /** Not known yet: more data may decide it. */
  MISS,
  PASS;

  public Outcome or(Outcome other) {
    return compareTo(other) >= 0 ? this : other;
  }

  public Outcome negated() {
    return switch (this) {
      case FAIL -> PASS;
      case MISS -> MISS;
      case PASS -> FAIL;
    };
  }
}
