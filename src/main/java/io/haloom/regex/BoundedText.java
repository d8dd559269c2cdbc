package io.haloom.regex;

import java.nio.charset.StandardCharsets;

/**
 * A subject, a character for each byte, that ends a match by an exception when it has been looked
 * at too often.
 */
final class BoundedText implements CharSequence {
  /** About twenty milliseconds. */
  private static final int MOST_LOOKS = 5_000_000;

  private final byte[] array;
  private final int from;
  private final int length;
  private final int lead;
  private int looks;

  /**
   * @param lead how many characters that are no subject's stand before it
   */
  BoundedText(byte[] array, int from, int length, int lead) {
    this.array = array;
    this.from = from;
    this.length = length;
    this.lead = lead;
  }

  /** The match was given up. */
  static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1;

    Exhausted() {
      super("step limit exceeded", null, false, false);
    }
  }

  @Override
  public int length() {
    return lead + length;
  }

  @Override
  public char charAt(int index) {
    if (++looks > MOST_LOOKS) {
      throw new Exhausted();
    }
    return index < lead ? 'x' : (char) (array[from + index - lead] & 0xFF);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return toString().subSequence(start, end);
  }

  @Override
  public String toString() {
    return "x".repeat(lead) + new String(array, from, length, StandardCharsets.ISO_8859_1);
  }
}
