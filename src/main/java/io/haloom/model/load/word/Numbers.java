package io.haloom.model.load.word;

import java.math.BigInteger;

/**
 * Integers as HAProxy reads them: digits from the start of a word, and what follows is not looked
 * at.
 */
public final class Numbers {
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);

  private Numbers() {}

  /** How many characters of {@code word}, after an optional sign, are part of its number. */
  public static int length(String word) {
    int i = word.startsWith("-") || word.startsWith("+") ? 1 : 0;
    int start = i;
    while (i < word.length() && word.charAt(i) >= '0' && word.charAt(i) <= '9') {
      i++;
    }
    return i == start ? 0 : i;
  }

  /**
   * The number {@code word} starts with, 0 where there is none. As with HAProxy, the lower 32 bits
   * of larger ones count: what is too large for a port, say, becomes negative and is refused.
   */
  public static int leading(String word) {
    return (int) whole(word);
  }

  /** The number {@code word} starts with, within the range of a long; 0 where there is none. */
  public static long whole(String word) {
    int length = length(word);
    if (length == 0) {
      return 0;
    }
    BigInteger value = new BigInteger(word.substring(0, length));
    return value.min(MOST).max(LEAST).longValue();
  }

  /** What is said of a number that is no identifier; those past an int would be another's. */
  public static String notAnId(int number, String word) {
    return number <= 0
        ? "custom id has to be > 0"
        : number == Integer.MAX_VALUE && !word.startsWith(Integer.toString(number))
            ? "custom id has to be between 1 and 2147483647"
            : null;
  }

  /**
   * All of a word, as {@code strtol} reads it that is given no base: hexadecimal after {@code 0x},
   * octal after {@code 0}. It saturates at 18 digits.
   *
   * @param keyword for the message
   */
  public static long anyBase(String keyword, String word) throws LineException {
    int start = word.startsWith("-") || word.startsWith("+") ? 1 : 0;
    boolean hexadecimal =
        (word.startsWith("0x", start) || word.startsWith("0X", start))
            && start + 2 < word.length()
            && Character.digit(word.charAt(start + 2), 16) >= 0;
    int base = hexadecimal ? 16 : word.startsWith("0", start) ? 8 : 10;
    long value = 0;
    for (int i = hexadecimal ? start + 2 : start; i < word.length(); i++) {
      char c = word.charAt(i);
      int digit = c < 0x80 ? Character.digit(c, base) : -1;
      if (digit < 0) {
        throw new LineException(
            "'%s' : unexpected character '%c' in integer value '%s'".formatted(keyword, c, word));
      }
      value = Math.min(value * base + digit, 999_999_999_999_999_999L / base);
    }
    return word.startsWith("-") ? -value : value;
  }
}
