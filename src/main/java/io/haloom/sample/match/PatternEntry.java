package io.haloom.sample.match;

/**
 * One pattern of a reference, with its value where the reference is a map. Only the value changes.
 */
public final class PatternEntry {
  /** Instead of a line: added while the program runs. */
  static final int ADDED = 0;

  /** Instead of a line: stands in the configuration. */
  static final int INLINE = -1;

  private final long id;
  private final String pattern;
  private final int version;
  private final int line;
  private volatile MapValue value;

  PatternEntry(long id, String pattern, MapValue value, int version, int line) {
    this.id = id;
    this.pattern = pattern;
    this.value = value;
    this.version = version;
    this.line = line;
  }

  /** Identifies it in its process; later ones have greater numbers. */
  public long id() {
    return id;
  }

  /** As it was written. */
  public String pattern() {
    return pattern;
  }

  /** What it stands for, null in a list of patterns only. */
  public MapValue value() {
    return value;
  }

  void value(MapValue changed) {
    value = changed;
  }

  /** Of the versions of its reference, the one it belongs to. */
  public int version() {
    return version;
  }

  /** Where it stands in its file, from 1; or {@link #ADDED} or {@link #INLINE}. */
  int line() {
    return line;
  }
}
