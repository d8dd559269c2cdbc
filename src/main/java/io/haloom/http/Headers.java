package io.haloom.http;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The header or trailer fields of one message, in order, where they lie in the reader's buffer.
 *
 * <p>A field is a number from 0 to {@link #count()} - 1. Nothing is copied until a string is asked
 * for, and everything is invalid once the next message is read. What rules change is kept beside
 * the buffer; to those who read it makes no difference.
 */
public final class Headers {
  static final int USUAL = 16;

  private static final int MARKS = 4;

  private static final String TRAILERS = "trailers";

  private final HeadBytes bytes;
  private int[] marks;
  private int count;

  /** Bytes of all names and values. */
  private int length;

  /** Whether fields are not those that were received. */
  private boolean edited;

  public Headers(HeadBytes bytes) {
    this(bytes, USUAL);
  }

  /** Room for so many fields to begin with. */
  Headers(HeadBytes bytes, int fields) {
    this.bytes = bytes;
    this.marks = new int[MARKS * fields];
  }

  public void clear() {
    count = 0;
    length = 0;
    edited = false;
  }

  /** What parsing has left out is no edit. */
  void received() {
    edited = false;
  }

  /** Whether fields may have been added, changed or left out since the message was read. */
  public boolean isEdited() {
    return edited;
  }

  public void add(int nameStart, int nameEnd, int valueStart, int valueEnd) {
    int at = count * MARKS;
    if (at == marks.length) {
      marks = Arrays.copyOf(marks, at * 2);
    }
    marks[at] = nameStart;
    marks[at + 1] = nameEnd;
    marks[at + 2] = valueStart;
    marks[at + 3] = valueEnd;
    length += lengthAt(at);
    count++;
  }

  /** Adds a field behind all others. The value is ISO-8859-1 without line ends. */
  public void add(HeaderName name, CharSequence value) {
    edited = true;
    int nameStart = bytes.put(name.lower());
    int nameEnd = bytes.editsEnd();
    int valueStart = bytes.put(value);
    add(nameStart, nameEnd, valueStart, bytes.editsEnd());
  }

  /** Adds a field behind all others. The value is the first bytes of an array, of one line. */
  public void add(HeaderName name, byte[] value, int length) {
    edited = true;
    int nameStart = bytes.put(name.lower());
    int nameEnd = bytes.editsEnd();
    int valueStart = bytes.put(value, length);
    add(nameStart, nameEnd, valueStart, bytes.editsEnd());
  }

  /** Replaces the value of a field, in its place. */
  public void replace(int field, CharSequence value) {
    edited = true;
    int start = bytes.put(value);
    value(field, start, bytes.editsEnd());
  }

  /** Replaces the value of a field by the first bytes of an array, of one line. */
  public void replace(int field, byte[] value, int length) {
    edited = true;
    int start = bytes.put(value, length);
    value(field, start, bytes.editsEnd());
  }

  /** Leaves out one field; those behind it move up. */
  public void remove(int field) {
    edited = true;
    int at = field * MARKS;
    length -= lengthAt(at);
    System.arraycopy(marks, at + MARKS, marks, at, (count - field - 1) * MARKS);
    count--;
  }

  /** Leaves out every field of this name. */
  public void remove(HeaderName name) {
    int kept = 0;
    for (int field = 0; field < count; field++) {
      if (nameIs(field, name)) {
        length -= lengthAt(field * MARKS);
      } else {
        if (kept < field) {
          System.arraycopy(marks, field * MARKS, marks, kept * MARKS, MARKS);
        }
        kept++;
      }
    }
    edited |= kept < count;
    count = kept;
  }

  /**
   * Looks for names with other characters than letters, digits and dashes.
   *
   * @param delete whether fields of such names are left out
   * @return whether there are none left
   */
  public boolean restrictNames(boolean delete) {
    for (int field = count - 1; field >= 0; field--) {
      int at = field * MARKS;
      if (!Chars.isPlainName(bytes.at(marks[at]), HeadBytes.offset(marks[at]), marks[at + 1])) {
        if (!delete) {
          return false;
        }
        remove(field);
      }
    }
    return true;
  }

  /**
   * Leaves of {@code TE} what is known of the next hop: it is of one connection, and codings are
   * not taken back here (RFC 9110, section 10.1.4).
   */
  public void keepTrailersOnly() {
    for (int field = find(HeaderName.TE); field >= 0; field = find(HeaderName.TE, field)) {
      if (hasTrailers(value(field))) {
        replace(field++, TRAILERS);
      } else {
        remove(field);
      }
    }
  }

  /** One with a weight is as good as none. */
  private static boolean hasTrailers(String value) {
    int at = value.indexOf(TRAILERS);
    int end = at + TRAILERS.length();
    return at >= 0 && (end == value.length() || value.charAt(end) == ',');
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
    return bytes.equalsIgnoreCase(marks[at], marks[at + 1], name.lower());
  }

  /** The name as it was sent. */
  public String name(int field) {
    int at = field * MARKS;
    return bytes.string(marks[at], marks[at + 1]);
  }

  /** The value without the blanks around it. */
  public String value(int field) {
    int at = field * MARKS;
    return bytes.string(marks[at + 2], marks[at + 3]);
  }

  /** The first value of this name, or null. */
  public String value(HeaderName name) {
    int field = find(name);
    return field < 0 ? null : value(field);
  }

  /** Whether the value is {@code lower}, which is in lower case, letters of any case. */
  public boolean valueIs(int field, byte[] lower) {
    return bytes.equalsIgnoreCase(valueStart(field), valueEnd(field), lower);
  }

  /** The value as a number of digits alone that a length can be, or -1. */
  public long number(int field) {
    ByteBuffer value = valueBuffer(field);
    int from = valueOffset(field);
    int to = from + valueLength(field);
    long number = to > from ? 0 : -1;
    for (int at = from; number >= 0 && at < to; at++) {
      int digit = value.get(at) - '0';
      boolean fits = digit >= 0 && digit <= 9 && number <= (Long.MAX_VALUE - digit) / 10;
      number = fits ? number * 10 + digit : -1;
    }
    return number;
  }

  /** Whether there is one field of this name alone, and this is its value, letters of any case. */
  public boolean isOnly(HeaderName name, byte[] lower) {
    int field = find(name);
    return field >= 0 && valueIs(field, lower) && find(name, field + 1) < 0;
  }

  /** Whether this is the last element of the last list that a field of this name has. */
  public boolean isLast(HeaderName name, byte[] lower) {
    int last = -1;
    for (int field = find(name); field >= 0; field = find(name, field + 1)) {
      last = field;
    }
    if (last < 0) {
      return false;
    }
    int start = valueStart(last);
    int from = HeadBytes.offset(start);
    int at = valueEnd(last);
    byte[] array = bytes.at(start).array();
    while (at > from && array[at - 1] != ',') {
      at--;
    }
    at = FieldRules.skipBlanks(array, at, valueEnd(last));
    return Chars.equalsIgnoreCase(array, at, valueEnd(last), lower);
  }

  /** Length of the value in bytes. */
  public int valueLength(int field) {
    return HeadBytes.length(valueStart(field), valueEnd(field));
  }

  /** Length of the name in bytes. */
  public int nameLength(int field) {
    int at = field * MARKS;
    return HeadBytes.length(marks[at], marks[at + 1]);
  }

  /** The buffer that holds the value, from {@link #valueOffset} on; only to look at. */
  public ByteBuffer valueBuffer(int field) {
    return bytes.at(valueStart(field));
  }

  public int valueOffset(int field) {
    return HeadBytes.offset(valueStart(field));
  }

  /** The buffer that holds the name, from {@link #nameOffset} on; only to look at. */
  public ByteBuffer nameBuffer(int field) {
    return bytes.at(marks[field * MARKS]);
  }

  public int nameOffset(int field) {
    return HeadBytes.offset(marks[field * MARKS]);
  }

  /** Bytes of all names and values. */
  public int countedLength() {
    return length;
  }

  private int lengthAt(int at) {
    return HeadBytes.length(marks[at], marks[at + 1])
        + HeadBytes.length(marks[at + 2], marks[at + 3]);
  }

  /** Bytes that {@link #copy} writes. */
  public int lineLength(int field) {
    return nameLength(field) + valueLength(field) + 4;
  }

  /** Writes the field as a line, its name in lower case where {@code names} has no other. */
  public void copy(int field, HeaderCase names, ByteBuffer into) {
    int at = field * MARKS;
    byte[] adjusted =
        names == HeaderCase.NONE
            ? null
            : names.find(nameBuffer(field), nameOffset(field), marks[at + 1]);
    byte[] line = into.array();
    int end = into.position();
    if (adjusted == null) {
      end = bytes.copyLower(marks[at], marks[at + 1], line, end);
    } else {
      System.arraycopy(adjusted, 0, line, end, adjusted.length);
      end += adjusted.length;
    }
    line[end++] = ':';
    line[end++] = ' ';
    end = bytes.copy(marks[at + 2], marks[at + 3], line, end);
    line[end++] = '\r';
    line[end++] = '\n';
    into.position(end);
  }

  /** Puts another range in the place of a field's value. */
  void value(int field, int start, int end) {
    int at = field * MARKS;
    length -= lengthAt(at);
    marks[at + 2] = start;
    marks[at + 3] = end;
    length += lengthAt(at);
  }

  int valueStart(int field) {
    return marks[field * MARKS + 2];
  }

  int valueEnd(int field) {
    return marks[field * MARKS + 3];
  }
}
