package io.haloom.sample;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A text that is being written, a byte for each character (ISO 8859-1): what formats render into,
 * so that it can be sent without being a string first. Used by one thread.
 */
public final class ByteText implements CharSequence {
  private static final int FIRST = 256;

  /** Digits of the longest number, with its sign. */
  private static final int DIGITS = 20;

  private byte[] bytes;
  private int length;

  public ByteText() {
    this(FIRST);
  }

  /**
   * @param capacity bytes there is room for at first
   */
  public ByteText(int capacity) {
    bytes = new byte[capacity];
  }

  /** Whether it is the same text. */
  public boolean isText(String text) {
    boolean same = text.length() == length;
    for (int i = 0; i < length && same; i++) {
      same = text.charAt(i) == charAt(i);
    }
    return same;
  }

  /** The bytes, from 0 to {@link #length}; valid until something is appended. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many bytes there is room for. */
  public int capacity() {
    return bytes.length;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public char charAt(int index) {
    return (char) (bytes[index] & 0xFF);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
  }

  /** A copy of the bytes. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  /** Leaves nothing of it. */
  public ByteText clear() {
    length = 0;
    return this;
  }

  /** Leaves the first {@code size} bytes of it. */
  public void shorten(int size) {
    length = size;
  }

  private void grow(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }

  public ByteText append(char c) {
    grow(1);
    bytes[length++] = (byte) c;
    return this;
  }

  /** Appends a text, a byte for each character. */
  public ByteText append(String text) {
    return append(text, 0, text.length());
  }

  /** Appends part of a text. */
  @SuppressWarnings("deprecation") // It is what is wanted: the lower byte of each character.
  public ByteText append(String text, int from, int to) {
    grow(to - from);
    text.getBytes(from, to, bytes, length);
    length += to - from;
    return this;
  }

  /** Appends part of an array. */
  public ByteText append(byte[] array, int from, int size) {
    grow(size);
    System.arraycopy(array, from, bytes, length, size);
    length += size;
    return this;
  }

  /** Appends the text of a sample. */
  public ByteText append(Sample text) {
    return append(text.bytes(), text.offset(), text.length());
  }

  /** Appends a number in decimal. */
  public ByteText append(long number) {
    grow(DIGITS);
    length += Decimal.put(number, bytes, length);
    return this;
  }

  /** Appends an IPv4 address. */
  ByteText appendIpv4(int address) {
    grow(DIGITS);
    length += Decimal.putIpv4(address, bytes, length);
    return this;
  }

  /** Appends a number of at least so many digits, zeros before it. */
  public ByteText appendPadded(int number, int digits) {
    int limit = 10;
    for (int i = 1; i < digits; i++) {
      limit *= 10;
    }
    while (limit > 10 && number < limit / 10) {
      append('0');
      limit /= 10;
    }
    return append(number);
  }
}
