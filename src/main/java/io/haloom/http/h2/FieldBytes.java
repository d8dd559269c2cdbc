package io.haloom.http.h2;

import java.util.Arrays;

/** The names and values of decoded fields, one behind the other, in an array that grows. */
public final class FieldBytes {
  private static final int FIRST = 512;
  private static final int LEAST = 128;

  private byte[] array = {};
  private int length;

  /** Begins another array, as large as the last one came to be: that one is somebody else's now. */
  void renew() {
    array = new byte[Math.max(LEAST, length)];
    length = 0;
  }

  /** What the offsets are of; another one after more has been added. */
  public byte[] array() {
    return array;
  }

  public int length() {
    return length;
  }

  /** Adds bytes, of this array or another; where they begin. */
  int add(byte[] bytes, int from, int to) {
    byte[] into = room(to - from);
    int start = length;
    System.arraycopy(bytes, from, into, start, to - from);
    length += to - from;
    return start;
  }

  void length(int bytes) {
    length = bytes;
  }

  /** The array, with room for so many bytes behind the last. */
  byte[] room(int more) {
    if (array.length - length < more) {
      array = Arrays.copyOf(array, Math.max(Math.max(FIRST, array.length * 2), length + more));
    }
    return array;
  }
}
