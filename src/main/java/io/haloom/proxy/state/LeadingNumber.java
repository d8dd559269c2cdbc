package io.haloom.proxy.state;

/**
 * The decimal number a text begins with, and what follows it.
 *
 * @param value clipped to the range of a long
 * @param rest the text after it
 */
public record LeadingNumber(long value, String rest) {

  /** Null when there is no digit. Leading blanks and a sign are allowed. */
  public static LeadingNumber of(String text) {
    int start = 0;
    while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    int end = start;
    if (end < text.length() && (text.charAt(end) == '-' || text.charAt(end) == '+')) {
      end++;
    }
    int digits = end;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    if (end == digits) {
      return null;
    }
    boolean negative = text.charAt(start) == '-';
    String number = text.substring(digits, end);
    long value;
    try {
      value = Long.parseLong(number);
    } catch (NumberFormatException tooLong) {
      value = Long.MAX_VALUE;
    }
    return new LeadingNumber(negative ? -value : value, text.substring(end));
  }
}
