package io.haloom.sample.match;

import io.haloom.sample.Bytes;
import io.haloom.sample.CompileException;
import io.haloom.sample.Sample;

/** {@code -m str}, {@code bin}, {@code beg} and {@code end}: all or part of a sample is known. */
final class TextIndex implements PatternIndex {
  private final TextTable table;
  private final Part part;

  /** Which part of the sample a pattern must equal. */
  enum Part {
    WHOLE,
    /** All of it, the pattern in hexadecimal. */
    BINARY,
    START,
    END
  }

  TextIndex(MatchFlags flags, Part part) {
    table = new TextTable(part != Part.BINARY && flags.ignoreCase());
    this.part = part;
  }

  private byte[] bytes(PatternEntry entry) throws CompileException {
    return part == Part.BINARY ? Bytes.ofHex(entry.pattern()) : Bytes.of(entry.pattern());
  }

  @Override
  public void add(PatternEntry entry) throws CompileException {
    table.add(bytes(entry), entry);
  }

  @Override
  public void remove(PatternEntry entry) {
    try {
      table.remove(bytes(entry), entry);
    } catch (CompileException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public PatternEntry find(Sample sample, int version) {
    return switch (part) {
      case WHOLE, BINARY -> table.find(sample, 0, sample.length(), version);
      case START -> longestStart(sample, version);
      case END -> firstEnd(sample, version);
    };
  }

  private PatternEntry longestStart(Sample sample, int version) {
    int[] lengths = table.lengths();
    for (int i = lengths.length - 1; i >= 0; i--) {
      if (lengths[i] <= sample.length()) {
        PatternEntry found = table.find(sample, 0, lengths[i], version);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private PatternEntry firstEnd(Sample sample, int version) {
    PatternEntry first = null;
    for (int size : table.lengths()) {
      if (size > sample.length()) {
        break;
      }
      first = Entries.earlier(first, table.find(sample, sample.length() - size, size, version));
    }
    return first;
  }

  @Override
  public boolean isTree(PatternEntry entry) {
    return !table.ignoresCase() && (part == Part.WHOLE || part == Part.START);
  }
}
