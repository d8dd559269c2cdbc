package io.haloom.sample.match;

import io.haloom.sample.Sample;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Patterns by their bytes: a hash whose keys are looked up as parts of samples, without copying
 * them. It knows which lengths patterns have. So all parts that begin at one place of a sample, or
 * all its ends, are looked up in one pass, in which the hash of each continues that of the one
 * before.
 *
 * <p>Look-ups take no lock. Changes are made by one thread at a time; each puts another chain in
 * the place of one.
 */
final class TextTable {
  private static final int FIRST = 16;
  private static final int BITS = 8;
  private static final int BITS_SHIFT = 3;
  private static final byte[] SAME = new byte[256];
  private static final byte[] LOWER = new byte[256];

  static {
    for (int c = 0; c < 256; c++) {
      SAME[c] = (byte) c;
      LOWER[c] = Fold.lower((byte) c);
    }
  }

  private final Map<Integer, Integer> counts = new TreeMap<>();
  private final boolean ignoreCase;
  private final boolean backwards;
  private final byte[] fold;
  private volatile Hash table = new Hash(FIRST);

  /** The distinct lengths of patterns, ascending. */
  private volatile int[] lengths = {};

  private int used;

  /**
   * All patterns of one text, and the next of those whose hash leads to the same place.
   *
   * @param text with its letters in lower case where case does not matter
   */
  private record Slot(int hash, byte[] text, PatternEntry[] entries, Slot next) {}

  /**
   * The hash, of a power of two chains. Most look-ups are of what is no pattern, and a table of
   * many is far from the processor: so there is a bit, of {@link #BITS} for each chain, that a
   * text's hash leads to, and where it is clear no chain is looked at.
   */
  private record Hash(AtomicReferenceArray<Slot> chains, AtomicLongArray marks, int shift) {
    Hash(int size) {
      this(
          new AtomicReferenceArray<>(size),
          new AtomicLongArray(Math.max(1, size * BITS / Long.SIZE)),
          Integer.numberOfLeadingZeros(size - 1));
    }

    private static int mixed(int hash) {
      return (hash ^ hash >>> 15) * 0x9E3779B9;
    }

    private int mark(int hash) {
      return mixed(hash) >>> shift - BITS_SHIFT;
    }

    /** The chain where texts of this hash are, or null where there is surely none. */
    Slot chain(int hash) {
      int mark = mark(hash);
      return (marks.getAcquire(mark >> 6) & 1L << mark) == 0 ? null : chains.get(place(hash));
    }

    int place(int hash) {
      return mixed(hash) >>> shift;
    }

    void put(int hash, Slot chain) {
      int mark = mark(hash);
      marks.setRelease(mark >> 6, marks.getPlain(mark >> 6) | 1L << mark);
      chains.set(place(hash), chain);
    }
  }

  /**
   * @param backwards whether ends of samples are looked up, and not parts from a place on
   */
  TextTable(boolean ignoreCase, boolean backwards) {
    this.ignoreCase = ignoreCase;
    this.backwards = backwards;
    this.fold = ignoreCase ? LOWER : SAME;
  }

  boolean ignoresCase() {
    return ignoreCase;
  }

  /** The byte as it is compared, from 0 to 255. */
  int folded(byte b) {
    return fold[b & 0xFF] & 0xFF;
  }

  // --- changes ---------------------------------------------------------------------------------

  void add(byte[] text, PatternEntry entry) {
    put(text, Entries.with(entries(text), entry));
    count(text.length, 1);
  }

  void remove(byte[] text, PatternEntry entry) {
    put(text, Entries.without(entries(text), entry));
    count(text.length, -1);
  }

  private PatternEntry[] entries(byte[] text) {
    Slot slot = slot(text, 0, text.length, hash(text));
    return slot == null ? null : slot.entries;
  }

  private void put(byte[] text, PatternEntry[] entries) {
    byte[] key = text.clone();
    for (int i = 0; i < key.length; i++) {
      key[i] = fold[key[i] & 0xFF];
    }
    int hash = hash(key);
    Slot others = without(table.chains.get(table.place(hash)), key);
    table.put(hash, entries == null ? others : new Slot(hash, key, entries, others));
    if (used > table.chains.length()) {
      enlarge();
    }
  }

  private static Slot without(Slot chain, byte[] text) {
    if (chain == null) {
      return null;
    }
    if (Arrays.equals(chain.text, text)) {
      return chain.next;
    }
    Slot rest = without(chain.next, text);
    return rest == chain.next ? chain : new Slot(chain.hash, chain.text, chain.entries, rest);
  }

  private void enlarge() {
    AtomicReferenceArray<Slot> chains = table.chains;
    Hash larger = new Hash(2 * chains.length());
    for (int i = 0; i < chains.length(); i++) {
      for (Slot slot = chains.get(i); slot != null; slot = slot.next) {
        Slot others = larger.chains.getPlain(larger.place(slot.hash));
        larger.put(slot.hash, new Slot(slot.hash, slot.text, slot.entries, others));
      }
    }
    table = larger;
  }

  private void count(int length, int change) {
    used += change;
    int before = counts.size();
    counts.merge(length, change, (a, b) -> a + b == 0 ? null : a + b);
    if (counts.size() != before) {
      lengths = counts.keySet().stream().mapToInt(Integer::intValue).toArray();
    }
  }

  // --- look-ups --------------------------------------------------------------------------------

  /** The first pattern of a version that is the whole sample, or null. */
  PatternEntry whole(Sample sample, int version) {
    int size = sample.length();
    if (Arrays.binarySearch(lengths, size) < 0) {
      return null;
    }
    int hash = hash(0, sample.bytes(), sample.offset(), size);
    return find(sample.bytes(), sample.offset(), size, hash, version);
  }

  /** The longest pattern of a version that the sample starts with, or null. */
  PatternEntry longestStart(Sample sample, int version) {
    byte[] bytes = sample.bytes();
    int start = sample.offset();
    PatternEntry longest = null;
    int hash = 0;
    int done = 0;
    for (int size : lengths) {
      if (size > sample.length()) {
        break;
      }
      hash = hash(hash, bytes, start + done, size - done);
      done = size;
      PatternEntry found = find(bytes, start, size, hash, version);
      longest = found == null ? longest : found;
    }
    return longest;
  }

  /**
   * The pattern of a version, of all that occur in the sample from {@code from} on, that was added
   * first; or null.
   *
   * @param after by byte, which of them may follow the pattern if the sample does not end there;
   *     the empty pattern is then none. Null where anything may
   */
  PatternEntry firstAt(Sample sample, int from, boolean[] after, int version) {
    byte[] bytes = sample.bytes();
    int start = sample.offset() + from;
    int room = sample.length() - from;
    PatternEntry first = null;
    int hash = 0;
    int done = 0;
    for (int size : lengths) {
      if (size > room) {
        break;
      }
      hash = hash(hash, bytes, start + done, size - done);
      done = size;
      if (after == null || size > 0 && (size == room || after[bytes[start + size] & 0xFF])) {
        first = Entries.earlier(first, find(bytes, start, size, hash, version));
      }
    }
    return first;
  }

  /** The pattern of a version, of all that the sample ends with, that was added first; or null. */
  PatternEntry firstEnd(Sample sample, int version) {
    byte[] bytes = sample.bytes();
    int end = sample.offset() + sample.length();
    PatternEntry first = null;
    int hash = 0;
    int done = 0;
    for (int size : lengths) {
      if (size > sample.length()) {
        break;
      }
      for (; done < size; done++) {
        hash = 31 * hash + fold[bytes[end - 1 - done] & 0xFF];
      }
      first = Entries.earlier(first, find(bytes, end - size, size, hash, version));
    }
    return first;
  }

  /** The hash of a text, from its last byte on where this is backwards. */
  private int hash(byte[] text) {
    if (!backwards) {
      return hash(0, text, 0, text.length);
    }
    int hash = 0;
    for (int i = text.length - 1; i >= 0; i--) {
      hash = 31 * hash + fold[text[i] & 0xFF];
    }
    return hash;
  }

  /** Continues a hash with {@code size} more bytes. */
  private int hash(int before, byte[] bytes, int from, int size) {
    int hash = before;
    for (int i = from; i < from + size; i++) {
      hash = 31 * hash + fold[bytes[i] & 0xFF];
    }
    return hash;
  }

  private PatternEntry find(byte[] bytes, int from, int size, int hash, int version) {
    Slot slot = slot(bytes, from, size, hash);
    return slot == null ? null : Entries.first(slot.entries, version);
  }

  private Slot slot(byte[] bytes, int from, int size, int hash) {
    Slot slot = table.chain(hash);
    while (slot != null && !(slot.hash == hash && isText(slot.text, bytes, from, size))) {
      slot = slot.next;
    }
    return slot;
  }

  private boolean isText(byte[] text, byte[] bytes, int from, int size) {
    if (text.length != size) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      if (text[i] != fold[bytes[from + i] & 0xFF]) {
        return false;
      }
    }
    return true;
  }
}
