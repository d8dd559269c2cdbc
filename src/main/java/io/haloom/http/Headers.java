package io.haloom.http;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The header or trailer fields of one message, in order, where they lie in the reader's buffer.
 *
 * <p>A field is a number from 0 to {@link #count()} - 1. Nothing is copied until a string is asked
 * for, and everything is invalid once the next message is read.
 */
public final class Headers {
  private static final int MARKS = 4;

  private ByteBuffer bytes;
  private int[] marks = new int[MARKS * 16];
  private int count;

  Headers() {}

  void clear(ByteBuffer source) {
    bytes = source;
    count = 0;
  }

  void add(int nameStart, int nameEnd, int valueStart, int valueEnd) {
    int at = count * MARKS;
    if (at == marks.length) {
      marks = Arrays.copyOf(marks, at * 2);
    }
    marks[at] = nameStart;
    marks[at + 1] = nameEnd;
    marks[at + 2] = valueStart;
    marks[at + 3] = valueEnd;
    count++;
  }

  /** Leaves out every field of this name. */
  void remove(HeaderName name) {
    int kept = 0;
    for (int field = 0; field < count; field++) {
      if (!nameIs(field, name)) {
        System.arraycopy(marks, field * MARKS, marks, kept++ * MARKS, MARKS);
      }
    }
    count = kept;
  }

  /** How many fields there are. A repeated name counts each time. */
  public int count() {
    return count;
  }

  /** The first field of this name, or -1. */
  public int find(HeaderName name) {
    return find(name, 0);
  }

  /** The first field of this name at or after {@code from}, or -1. */
  public int find(HeaderName name, int from) {
    for (int field = from; field < count; field++) {
      if (nameIs(field, name)) {
        return field;
      }
    }
    return -1;
  }

  public boolean nameIs(int field, HeaderName name) {
    int at = field * MARKS;
    return Chars.equalsIgnoreCase(bytes, marks[at], marks[at + 1], name.lower());
  }

  /** The name as it was sent. */
  public String name(int field) {
    int at = field * MARKS;
    return Chars.string(bytes, marks[at], marks[at + 1]);
  }

  /** The value without the blanks around it. */
  public String value(int field) {
    int at = field * MARKS;
    return Chars.string(bytes, marks[at + 2], marks[at + 3]);
  }

  /** The first value of this name, or null. */
  public String value(HeaderName name) {
    int field = find(name);
    return field < 0 ? null : value(field);
  }

  /** Whether the value is {@code lower}, which is in lower case, letters of any case. */
  public boolean valueIs(int field, byte[] lower) {
    return Chars.equalsIgnoreCase(bytes, valueStart(field), valueEnd(field), lower);
  }

  /** Length of the value in bytes. */
  public int valueLength(int field) {
    return valueEnd(field) - valueStart(field);
  }

  int valueStart(int field) {
    return marks[field * MARKS + 2];
  }

  int valueEnd(int field) {
    return marks[field * MARKS + 3];
  }
}
