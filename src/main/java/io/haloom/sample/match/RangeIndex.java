package io.haloom.sample.match;

import io.haloom.sample.CompileException;
import io.haloom.sample.Sample;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * {@code -m int} and {@code len}: a number is within a range. Single numbers, of which there may be
 * many, are in a hash.
 */
final class RangeIndex implements PatternIndex {
  private final Map<Long, PatternEntry[]> singles = new ConcurrentHashMap<>();
  private final List<Range> ranges = new CopyOnWriteArrayList<>();
  private final Kind kind;

  /** What is compared. */
  enum Kind {
    INTEGER,
    DOTTED,
    LENGTH
  }

  private record Range(PatternEntry entry, long lowest, long highest) {}

  RangeIndex(Kind kind) {
    this.kind = kind;
  }

  private Range range(PatternEntry entry) throws CompileException {
    long[] bounds = Ranges.of(entry.pattern(), kind == Kind.DOTTED);
    return new Range(entry, bounds[0], bounds[1]);
  }

  @Override
  public void add(PatternEntry entry) throws CompileException {
    Range range = range(entry);
    if (range.lowest == range.highest) {
      singles.merge(
          range.lowest, new PatternEntry[] {entry}, (old, one) -> Entries.with(old, entry));
    } else {
      ranges.add(range);
    }
  }

  @Override
  public void remove(PatternEntry entry) {
    if (!ranges.removeIf(range -> range.entry == entry)) {
      try {
        singles.computeIfPresent(range(entry).lowest, (key, old) -> Entries.without(old, entry));
      } catch (CompileException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public PatternEntry find(Sample sample, int version) {
    long value = kind == Kind.LENGTH ? sample.length() : sample.number();
    PatternEntry first = Entries.first(singles.get(value), version);
    for (Range range : ranges) {
      if (value >= range.lowest && value <= range.highest && range.entry.version() == version) {
        return Entries.earlier(first, range.entry);
      }
    }
    return first;
  }

  @Override
  public boolean isTree(PatternEntry entry) {
    return false;
  }
}
