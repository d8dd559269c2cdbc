package io.haloom.http;

import java.nio.ByteBuffer;

/**
 * The bytes of one message's head: those that were received, where they lie in the reader's buffer,
 * and those that rules have put in their place since.
 *
 * <p>A range is two numbers, {@code start} and {@code end}. A start of zero or more is an offset in
 * the buffer; a negative one is the complement of an offset among the edits, in which its end
 * counts, too. Both lie in the heap, in arrays from their beginning.
 */
public final class HeadBytes {
  private static final int FIRST_EDITS = 256;

  private ByteBuffer received;
  private ByteBuffer edits;

  /** Begins another message: its received bytes lie in {@code source}, and none are edited. */
  public void reset(ByteBuffer source) {
    received = source;
    if (edits != null) {
      edits.clear();
    }
  }

  /** What the range from {@code start} is a part of. */
  ByteBuffer at(int start) {
    return start >= 0 ? received : edits;
  }

  /** Where the range from {@code start} begins in {@link #at}. */
  static int offset(int start) {
    return start >= 0 ? start : ~start;
  }

  static int length(int start, int end) {
    return end - offset(start);
  }

  /** Keeps the text, of ISO-8859-1; the start of its range, whose end is {@link #editsEnd}. */
  int put(CharSequence text) {
    int length = text.length();
    ByteBuffer into = room(length);
    int start = into.position();
    for (int i = 0; i < length; i++) {
      into.put((byte) text.charAt(i));
    }
    return ~start;
  }

  /** Keeps the bytes; the start of their range, whose end is {@link #editsEnd}. */
  int put(byte[] bytes) {
    return put(bytes, bytes.length);
  }

  /** Keeps the first bytes of an array, as {@link #put(byte[])} does. */
  int put(byte[] bytes, int length) {
    ByteBuffer into = room(length);
    int start = into.position();
    into.put(bytes, 0, length);
    return ~start;
  }

  /** Keeps a range of the received bytes; the start of its range here. */
  int putReceived(int from, int to) {
    ByteBuffer into = room(to - from);
    int start = into.position();
    into.put(start, received, from, to - from).position(start + to - from);
    return ~start;
  }

  /** The end of the range kept last. */
  int editsEnd() {
    return edits.position();
  }

  private ByteBuffer room(int length) {
    if (edits == null) {
      edits = ByteBuffer.allocate(Math.max(FIRST_EDITS, length));
    } else if (edits.remaining() < length) {
      ByteBuffer larger = ByteBuffer.allocate(edits.capacity() * 2 + length);
      edits = larger.put(edits.flip());
    }
    return edits;
  }

  String string(int start, int end) {
    return Chars.string(at(start), offset(start), end);
  }

  boolean equalsIgnoreCase(int start, int end, byte[] lower) {
    return Chars.equalsIgnoreCase(at(start).array(), offset(start), end, lower);
  }

  /** Copies the range to where {@code into} stands. */
  void copy(int start, int end, ByteBuffer into) {
    int from = offset(start);
    int length = end - from;
    if (length > 0) {
      into.put(into.position(), at(start), from, length).position(into.position() + length);
    }
  }

  /** Copies the range to an offset; the one behind it. */
  int copy(int start, int end, byte[] into, int to) {
    int from = offset(start);
    System.arraycopy(at(start).array(), from, into, to, end - from);
    return to + end - from;
  }

  /** The same in lower case. */
  int copyLower(int start, int end, byte[] into, int to) {
    int from = offset(start);
    Chars.copyLower(at(start).array(), from, end, into, to);
    return to + end - from;
  }
}
