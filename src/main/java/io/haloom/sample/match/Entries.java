package io.haloom.sample.match;

import java.util.Arrays;

/** Arrays of patterns in the order they were added; changed by making another. */
final class Entries {
  static final PatternEntry[] NONE = {};

  private Entries() {}

  static PatternEntry[] with(PatternEntry[] old, PatternEntry added) {
    if (old == null) {
      return new PatternEntry[] {added};
    }
    PatternEntry[] more = Arrays.copyOf(old, old.length + 1);
    more[old.length] = added;
    return more;
  }

  /** Null where none is left. */
  static PatternEntry[] without(PatternEntry[] old, PatternEntry removed) {
    if (old == null) {
      return null;
    }
    PatternEntry[] fewer = new PatternEntry[old.length];
    int count = 0;
    for (PatternEntry entry : old) {
      if (entry != removed) {
        fewer[count++] = entry;
      }
    }
    return count == 0 ? null : Arrays.copyOf(fewer, count);
  }

  /** The first of that version, or null. */
  static PatternEntry first(PatternEntry[] entries, int version) {
    if (entries != null) {
      for (PatternEntry entry : entries) {
        if (entry.version() == version) {
          return entry;
        }
      }
    }
    return null;
  }

  /** The one that was added before the other; either may be null. */
  static PatternEntry earlier(PatternEntry a, PatternEntry b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.id() < b.id() ? a : b;
  }
}
