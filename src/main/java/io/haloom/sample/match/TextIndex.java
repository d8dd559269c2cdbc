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
    table = new TextTable(part != Part.BINARY && flags.ignoreCase(), part == Part.END);
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
      case WHOLE, BINARY -> table.whole(sample, version);
      case START -> table.longestStart(sample, version);
      case END -> table.firstEnd(sample, version);
    };
  }

  @Override
  public boolean isTree(PatternEntry entry) {
    return !table.ignoresCase() && (part == Part.WHOLE || part == Part.START);
  }
}
