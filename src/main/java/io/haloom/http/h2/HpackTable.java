package io.haloom.http.h2;

import java.util.Arrays;

/**
 * The fields that a block may name by a number (RFC 7541, section 2.3): those of {@link
 * StaticTable}, and behind them those of one direction of a connection, the last one first.
 *
 * <p>The bytes of dynamic fields lie in a ring, each field's name and value one behind the other,
 * and so do three numbers for each field. Both grow with what is kept, up to what the size allows:
 * a connection whose peer adds nothing holds nothing. A position counts all bytes ever added; its
 * lowest bits are the place in the ring.
 */
final class HpackTable {
  /** What each field counts more than its bytes (RFC 7541, section 4.1). */
  static final int OVERHEAD = 32;

  private static final int FIRST_BYTES = 256;
  private static final int FIRST_FIELDS = 8;

  private static final byte[] NO_BYTES = {};
  private static final int[] NO_NUMBERS = {};

  private byte[] ring = NO_BYTES;
  private int[] positions = NO_NUMBERS;
  private int[] nameLengths = NO_NUMBERS;
  private int[] valueLengths = NO_NUMBERS;

  private int maxSize;
  private int size;
  private int count;

  /** How many fields were ever added. */
  private int added;

  /** Where the next field's bytes go. */
  private int next;

  HpackTable(int maxSize) {
    this.maxSize = maxSize;
  }

  int size() {
    return size;
  }

  int maxSize() {
    return maxSize;
  }

  /** The number of dynamic fields. */
  int count() {
    return count;
  }

  /** How many fields were ever added; the last one is {@link StaticTable#COUNT} + 1. */
  int added() {
    return added;
  }

  /** Whether there is a field of this number. */
  boolean has(int index) {
    return index > 0 && index <= StaticTable.COUNT + count;
  }

  /** Sets the most that is kept; fields that no longer fit go, the oldest first. */
  void maxSize(int bytes) {
    maxSize = bytes;
    evict(bytes);
    if (count == 0) {
      release();
    }
  }

  private void release() {
    ring = NO_BYTES;
    positions = NO_NUMBERS;
    nameLengths = NO_NUMBERS;
    valueLengths = NO_NUMBERS;
  }

  private void evict(int allowed) {
    while (size > allowed) {
      int slot = added - count & positions.length - 1;
      size -= nameLengths[slot] + valueLengths[slot] + OVERHEAD;
      count--;
    }
  }

  int nameLength(int index) {
    return index <= StaticTable.COUNT ? StaticTable.name(index).length : nameLengths[slot(index)];
  }

  int valueLength(int index) {
    return index <= StaticTable.COUNT ? StaticTable.value(index).length : valueLengths[slot(index)];
  }

  /** Copies the name; the offset behind it. */
  int copyName(int index, byte[] into, int at) {
    if (index <= StaticTable.COUNT) {
      return copy(StaticTable.name(index), into, at);
    }
    int slot = slot(index);
    return copy(positions[slot], nameLengths[slot], into, at);
  }

  /** Copies the name and behind it the value; the offset behind that. */
  int copyField(int index, byte[] into, int at) {
    if (index <= StaticTable.COUNT) {
      return copy(StaticTable.both(index), into, at);
    }
    int slot = slot(index);
    return copy(positions[slot], nameLengths[slot] + valueLengths[slot], into, at);
  }

  private static int copy(byte[] known, byte[] into, int at) {
    System.arraycopy(known, 0, into, at, known.length);
    return at + known.length;
  }

  private int copy(int position, int length, byte[] into, int at) {
    int from = position & ring.length - 1;
    if (from + length <= ring.length) {
      System.arraycopy(ring, from, into, at, length);
    } else {
      int first = ring.length - from;
      System.arraycopy(ring, from, into, at, first);
      System.arraycopy(ring, 0, into, at + first, length - first);
    }
    return at + length;
  }

  /** Whether a dynamic field has the name that is the first bytes of an array. */
  boolean nameIs(int index, byte[] name, int length) {
    int slot = slot(index);
    return nameLengths[slot] == length && equals(positions[slot], name, 0, length);
  }

  /** Whether a dynamic field has this value. */
  boolean valueIs(int index, byte[] value, int from, int to) {
    int slot = slot(index);
    return valueLengths[slot] == to - from
        && equals(positions[slot] + nameLengths[slot], value, from, to);
  }

  private boolean equals(int position, byte[] bytes, int from, int to) {
    int at = position & ring.length - 1;
    if (at + to - from <= ring.length) {
      return Arrays.equals(ring, at, at + to - from, bytes, from, to);
    }
    int middle = from + ring.length - at;
    return Arrays.equals(ring, at, ring.length, bytes, from, middle)
        && Arrays.equals(ring, 0, to - middle, bytes, middle, to);
  }

  private int slot(int index) {
    return added - (index - StaticTable.COUNT) & positions.length - 1;
  }

  /**
   * Adds a field, after the oldest have made room; one that is larger than all that may be kept
   * only empties the table (RFC 7541, section 4.4).
   *
   * @param bytes its name from {@code from}, and from {@code middle} its value
   * @return whether it is there
   */
  boolean add(byte[] bytes, int from, int middle, int to) {
    int length = to - from;
    int needed = length + OVERHEAD;
    if (needed > maxSize) {
      evict(0);
      return false;
    }
    evict(maxSize - needed);
    reserve(length);
    int slot = added & positions.length - 1;
    positions[slot] = next;
    nameLengths[slot] = middle - from;
    valueLengths[slot] = to - middle;
    int at = next & ring.length - 1;
    int first = Math.min(length, ring.length - at);
    System.arraycopy(bytes, from, ring, at, first);
    System.arraycopy(bytes, from + first, ring, 0, length - first);
    next += length;
    added++;
    count++;
    size += needed;
    return true;
  }

  private void reserve(int length) {
    int used = size - count * OVERHEAD;
    if (used + length > ring.length) {
      byte[] larger = new byte[powerOfTwo(Math.max(FIRST_BYTES, used + length))];
      for (int position = next - used; position != next; position++) {
        larger[position & larger.length - 1] = ring[position & ring.length - 1];
      }
      ring = larger;
    }
    if (count == positions.length) {
      int fields = Math.max(FIRST_FIELDS, count * 2);
      positions = grown(positions, fields);
      nameLengths = grown(nameLengths, fields);
      valueLengths = grown(valueLengths, fields);
    }
  }

  private int[] grown(int[] numbers, int length) {
    int[] larger = new int[length];
    for (int field = added - count; field != added; field++) {
      larger[field & length - 1] = numbers[field & numbers.length - 1];
    }
    return larger;
  }

  private static int powerOfTwo(int atLeast) {
    return Integer.highestOneBit(atLeast - 1) << 1;
  }

  /** Bytes of the heap that the dynamic fields may take, with what waits for more. */
  int held() {
    return ring.length + 3 * Integer.BYTES * positions.length;
  }
}
