package io.haloom.config;

/**
 * Sizes as a configuration writes them: a number and {@code k}, {@code m} or {@code g} (powers of
 * 1024), under 4 GB.
 */
public final class SizeValue {
  private static final long LIMIT = 1L << 32;

  private SizeValue() {}

  /**
   * The outcome.
   *
   * @param value in bytes
   * @param rest from the first bad character on, or null where all is well
   */
  public record Parsed(long value, String rest) {

    public boolean ok() {
      return rest == null;
    }
  }

  /** Reads {@code text}. */
  public static Parsed parse(String text) {
    int digits = 0;
    long value = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      value = value * 10 + (text.charAt(digits) - '0');
      if (value >= LIMIT) {
        return new Parsed(0, text.substring(digits));
      }
      digits++;
    }
    if (digits == 0) {
      return new Parsed(0, text);
    }
    if (digits == text.length()) {
      return new Parsed(value, null);
    }
    int shift =
        switch (text.charAt(digits)) {
          case 'k', 'K' -> 10;
          case 'm', 'M' -> 20;
          case 'g', 'G' -> 30;
          default -> -1;
        };
    if (shift < 0 || value << shift >= LIMIT) {
      return new Parsed(0, text.substring(digits));
    }
    return digits + 1 < text.length()
        ? new Parsed(0, text.substring(digits + 1))
        : new Parsed(value << shift, null);
  }
}
