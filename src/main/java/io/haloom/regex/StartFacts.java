package io.haloom.regex;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What every subject must have that an expression matches, as the library found out when it
 * compiled it. Most subjects fail here, without a call.
 */
final class StartFacts {
  // Of pcre2_pattern_info(3).
  private static final int ALL_OPTIONS = 0;
  private static final int FIRST_CODE_UNIT = 5;
  private static final int FIRST_CODE_TYPE = 6;
  private static final int LAST_CODE_UNIT = 11;
  private static final int LAST_CODE_TYPE = 12;
  private static final int MIN_LENGTH = 16;

  private static final int ANCHORED = 0x80000000;
  private static final int NO_START_OPTIMIZE = 0x00010000;
  private static final int UTF = 0x00080000;

  private static final int IS_SET = 1;
  private static final int START_OF_LINE = 2;

  /** A look through more bytes costs more than the call it may save. */
  private static final int LONGEST_LOOK = 256;

  private static final int NO_BYTE = -1;

  private final int options;
  private final int firstType;
  private final int least;
  private final int first;
  private final int last;
  private final byte[] prefix;

  /**
   * @param pattern as it was written
   * @param ignoreCase whether it was compiled so
   */
  StartFacts(long code, byte[] pattern, boolean ignoreCase) {
    options = info(code, ALL_OPTIONS);
    firstType = info(code, FIRST_CODE_TYPE);
    boolean mayAsk = (options & NO_START_OPTIMIZE) == 0;
    least = mayAsk ? info(code, MIN_LENGTH) : 0;
    first = mayAsk && firstType == IS_SET ? info(code, FIRST_CODE_UNIT) : NO_BYTE;
    last = mayAsk && info(code, LAST_CODE_TYPE) == IS_SET ? info(code, LAST_CODE_UNIT) : NO_BYTE;
    prefix = mayAsk && !ignoreCase ? prefix(pattern) : new byte[0];
  }

  private static int info(long code, int what) {
    ByteBuffer where = ByteBuffer.allocateDirect(Integer.BYTES).order(ByteOrder.nativeOrder());
    int result = Pcre2Library.calls().pcre2_pattern_info_8(code, what, Pcre2Library.address(where));
    return result == 0 ? where.getInt(0) : 0;
  }

  /** Whether subjects are read as UTF-8, because the expression says so. */
  boolean isUtf() {
    return (options & UTF) != 0;
  }

  /** Whether a match can only begin at the start of the subject, or of one of its lines. */
  boolean atStart() {
    return (options & ANCHORED) != 0 || firstType == START_OF_LINE;
  }

  /** Whether the subject may match. */
  boolean allow(byte[] array, int from, int length) {
    if (length < least || !startsWith(array, from, length)) {
      return false;
    }
    return length > LONGEST_LOOK
        || (first == NO_BYTE || has(array, from, length, first))
            && (last == NO_BYTE || has(array, from, length, last));
  }

  private boolean startsWith(byte[] array, int from, int length) {
    return prefix.length == 0
        || length >= prefix.length
            && Arrays.mismatch(array, from, from + prefix.length, prefix, 0, prefix.length) < 0;
  }

  /**
   * Whether the byte occurs; a letter in either case, for the library does not tell which it is.
   */
  private static boolean has(byte[] array, int from, int length, int unit) {
    byte one = (byte) unit;
    byte other = isLetter(unit) ? (byte) (unit ^ 0x20) : one;
    for (int i = from; i < from + length; i++) {
      if (array[i] == one || array[i] == other) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLetter(int unit) {
    int lower = unit | 0x20;
    return lower >= 'a' && lower <= 'z';
  }

  /** The letters, digits and slashes after a caret that stand for themselves. */
  private static byte[] prefix(byte[] pattern) {
    if (pattern.length == 0 || pattern[0] != '^' || contains(pattern, '|')) {
      return new byte[0];
    }
    int end = 1;
    while (end < pattern.length && isPlain(pattern[end])) {
      end++;
    }
    boolean optional = end < pattern.length && "*?{".indexOf(pattern[end]) >= 0;
    return Arrays.copyOfRange(pattern, 1, optional && end > 1 ? end - 1 : end);
  }

  private static boolean contains(byte[] pattern, char c) {
    for (byte b : pattern) {
      if (b == c) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPlain(byte c) {
    return isLetter(c) || c >= '0' && c <= '9' || c == '/' || c == '-' || c == '_';
  }
}
