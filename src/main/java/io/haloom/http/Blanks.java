package io.haloom.http;

/** The spaces and tabs around a value (OWS of RFC 9110, section 5.6.3), and nothing else. */
public final class Blanks {
  private Blanks() {}

  /** The text without them at both ends. {@link String#strip} takes other control bytes, too. */
  public static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
