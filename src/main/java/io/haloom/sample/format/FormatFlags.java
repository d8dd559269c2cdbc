package io.haloom.sample.format;

import io.haloom.sample.ByteText;
import io.haloom.sample.IpText;
import io.haloom.sample.Sample;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * The flags of {@code %{+Q}alias} (configuration manual, section 8.2.4).
 *
 * @param mandatory {@code M}: an empty text is written as a dash
 * @param quote {@code Q}: text stands between double quotes
 * @param hexadecimal {@code X}: some numbers and addresses are written in hexadecimal
 * @param escape {@code E}: quotes, backslashes and closing brackets get a backslash before them
 */
public record FormatFlags(boolean mandatory, boolean quote, boolean hexadecimal, boolean escape) {
  private static final String HEX = "0123456789ABCDEF";

  /** The flags after {@code +Q,-X} and the like; unknown letters do nothing, as in HAProxy. */
  public FormatFlags with(String changes) {
    FormatFlags flags = this;
    for (String change : changes.split(",", -1)) {
      int sign = Math.max(change.lastIndexOf('+'), change.lastIndexOf('-'));
      if (sign >= 0) {
        flags = flags.with(change.substring(sign + 1), change.charAt(sign) == '+');
      }
    }
    return flags;
  }

  private FormatFlags with(String flag, boolean on) {
    return switch (flag) {
      case "M" -> new FormatFlags(on, quote, hexadecimal, escape);
      case "Q" -> new FormatFlags(mandatory, on, hexadecimal, escape);
      case "X" -> new FormatFlags(mandatory, quote, on, escape);
      case "E" -> new FormatFlags(mandatory, quote, hexadecimal, on);
      default -> this;
    };
  }

  /**
   * Appends a text as these flags want it.
   *
   * @param text a character for each byte; null is empty
   */
  public void append(ByteText into, String text) {
    int start = begin(into);
    end(text == null ? into : into.append(text), start);
  }

  /**
   * Appends the text of a sample as these flags want it.
   *
   * @param text null is empty
   */
  void append(ByteText into, Sample text) {
    int start = begin(into);
    end(text == null ? into : into.append(text), start);
  }

  /** Appends an address as these flags want it. */
  public void append(ByteText into, InetAddress address) {
    int start = begin(into);
    IpText.append(into, address);
    end(into, start);
  }

  private int begin(ByteText into) {
    if (quote) {
      into.append('"');
    }
    return into.length();
  }

  private void end(ByteText into, int start) {
    if (into.length() == start && mandatory && !quote) {
      into.append('-');
    }
    encode(into, start, '\\', SafeBytes.ALL);
    if (quote) {
      into.append('"');
    }
  }

  /**
   * Appends a text whose bytes out of {@code safe} are written as {@code mark} and two hexadecimal
   * digits.
   */
  public void appendEncoded(ByteText into, String text, char mark, SafeBytes safe) {
    int start = into.length();
    encode(into.append(text), start, mark, safe);
  }

  /** As {@link #appendEncoded(ByteText, String, char, SafeBytes)}, of the text of a sample. */
  void appendEncoded(ByteText into, Sample text, char mark, SafeBytes safe) {
    int start = into.length();
    encode(into.append(text), start, mark, safe);
  }

  /**
   * Rewrites what stands from {@code start} on, which is seldom needed: bytes out of {@code safe}
   * become {@code mark} and two hexadecimal digits.
   */
  public void encode(ByteText text, int start, char mark, SafeBytes safe) {
    int at = start;
    while (at < text.length() && safe.contains(text.charAt(at)) && !isEscaped(text.charAt(at))) {
      at++;
    }
    if (at == text.length()) {
      return;
    }
    byte[] rest = Arrays.copyOfRange(text.bytes(), at, text.length());
    text.shorten(at);
    for (byte b : rest) {
      char c = (char) (b & 0xFF);
      if (!safe.contains(c)) {
        text.append(mark).append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
        continue;
      }
      if (isEscaped(c)) {
        text.append('\\');
      }
      text.append(c);
    }
  }

  private boolean isEscaped(char c) {
    return escape && (c == '"' || c == '\\' || c == ']');
  }
}
