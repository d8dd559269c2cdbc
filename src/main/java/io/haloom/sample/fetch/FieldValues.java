package io.haloom.sample.fetch;

import io.haloom.sample.HttpView;
import io.haloom.sample.Sample;

/**
 * Goes over the values of header fields, each field's whole or what its commas divide (RFC 9110,
 * section 5.6.1). Where it is, is a number: a field, and an offset in its value. It is 0 before the
 * first, and -1 after the last.
 */
final class FieldValues {
  /** How many values from the end can be asked for, as in HAProxy. */
  static final int HISTORY = 10;

  private final FieldSelector selector;
  private final boolean whole;

  /**
   * @param whole whether commas do not divide
   */
  FieldValues(FieldSelector selector, boolean whole) {
    this.selector = selector;
    this.whole = whole;
  }

  /**
   * Puts the value after {@code at} into a sample, without the blanks around it.
   *
   * @return where it is to go on, or -1 where there was no other value
   */
  long next(HttpView message, long at, Sample into) {
    int last = (int) (at >>> 32) - 1;
    if (last >= 0) {
      message.fieldValue(last, into);
      if ((int) at < into.length()) {
        return take(last, (int) at + 1, into);
      }
    }
    int field = selector.next(message, last + 1);
    if (field < 0) {
      return -1;
    }
    message.fieldValue(field, into);
    return take(field, 0, into);
  }

  private long take(int field, int start, Sample into) {
    int end = whole ? into.length() : valueEnd(into, start);
    int from = start;
    int to = end;
    while (from < to && isBlank(into.at(from))) {
      from++;
    }
    while (to > from && isBlank(into.at(to - 1))) {
      to--;
    }
    into.narrow(from, to - from);
    return (long) field + 1 << 32 | end;
  }

  private static boolean isBlank(byte c) {
    return c == ' ' || c == '\t';
  }

  /** Offset of the comma after the value at {@code from}, commas between quotes left aside. */
  private static int valueEnd(Sample text, int from) {
    return Quoted.end(text, from, text.length(), ',', ',');
  }

  /** How many values there are. */
  int count(HttpView message, Sample scratch) {
    int count = 0;
    for (long at = next(message, 0, scratch); at >= 0; at = next(message, at, scratch)) {
      count++;
    }
    return count;
  }

  /**
   * Puts one value into a sample.
   *
   * @param occurrence from 1; negative counts from the last
   * @return whether there is such a value
   */
  boolean pick(HttpView message, int occurrence, Sample into) {
    if (occurrence == -1) {
      return last(message, into);
    }
    int wanted = occurrence;
    if (occurrence < 0) {
      wanted = count(message, into) + 1 + occurrence;
      if (wanted < 1 || occurrence < -HISTORY) {
        return false;
      }
    }
    long at = 0;
    for (int i = 0; i < wanted && at >= 0; i++) {
      at = next(message, at, into);
    }
    return at >= 0;
  }

  /** The last value, which is what is wanted mostly, in one pass. */
  private boolean last(HttpView message, Sample into) {
    byte[] bytes = null;
    int offset = 0;
    int length = 0;
    for (long at = next(message, 0, into); at >= 0; at = next(message, at, into)) {
      bytes = into.bytes();
      offset = into.offset();
      length = into.length();
    }
    if (bytes == null) {
      return false;
    }
    into.setString(bytes, offset, length);
    return true;
  }
}
