package io.haloom.sample.match;

import io.haloom.sample.Bytes;
import io.haloom.sample.Sample;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * {@code -m sub}: a pattern occurs anywhere in the sample. Most places are ruled out by their first
 * two bytes; at the others a hash is asked once for each length patterns have, however many there
 * are.
 */
final class SubstringIndex implements PatternIndex {
  private final TextTable table;

  /** Pairs of bytes some pattern starts with, or once started with. */
  private final AtomicLongArray starts = new AtomicLongArray(1 << 10);

  /** No pattern was added before that of this number: who finds it need not look for others. */
  private volatile long oldest = Long.MAX_VALUE;

  SubstringIndex(MatchFlags flags) {
    table = new TextTable(flags.ignoreCase(), false);
  }

  @Override
  public void add(PatternEntry entry) {
    byte[] bytes = Bytes.of(entry.pattern());
    if (bytes.length == 0) {
      return;
    }
    if (bytes.length > 1) {
      start(pair(bytes[0], bytes[1]));
    } else {
      for (int second = 0; second < 256; second++) {
        start(pair(bytes[0], (byte) second));
      }
    }
    oldest = Math.min(oldest, entry.id());
    table.add(bytes, entry);
  }

  @Override
  public void remove(PatternEntry entry) {
    byte[] bytes = Bytes.of(entry.pattern());
    if (bytes.length > 0) {
      table.remove(bytes, entry);
    }
  }

  @Override
  public PatternEntry find(Sample sample, int version) {
    byte[] bytes = sample.bytes();
    int end = sample.offset() + sample.length();
    PatternEntry first = null;
    for (int at = sample.offset(); at < end; at++) {
      byte second = at + 1 < end ? bytes[at + 1] : 0;
      if (isStart(pair(bytes[at], second))) {
        int from = at - sample.offset();
        first = Entries.earlier(first, table.firstAt(sample, from, null, version));
        if (first != null && first.id() <= oldest) {
          break;
        }
      }
    }
    return first;
  }

  private void start(int pair) {
    starts.set(pair >> 6, starts.get(pair >> 6) | 1L << pair);
  }

  private boolean isStart(int pair) {
    return (starts.get(pair >> 6) & 1L << pair) != 0;
  }

  private int pair(byte first, byte second) {
    return table.folded(first) << 8 | table.folded(second);
  }

  @Override
  public boolean isTree(PatternEntry entry) {
    return false;
  }
}
