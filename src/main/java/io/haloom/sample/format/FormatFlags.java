package io.haloom.sample.format;

/**
 * The flags of {@code %{+Q}alias} (configuration manual, section 8.2.4).
 *
 * @param mandatory {@code M}: an empty text is written as a dash
 * @param quote {@code Q}: text stands between double quotes
 * @param hexadecimal {@code X}: some numbers and addresses are written in hexadecimal
 * @param escape {@code E}: quotes, backslashes and closing brackets get a backslash before them
 */
public record FormatFlags(boolean mandatory, boolean quote, boolean hexadecimal, boolean escape) {

  /** The flags after {@code +Q,-X} and the like; unknown letters do nothing, as in HAProxy. */
  FormatFlags with(String changes) {
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
  public void append(StringBuilder into, CharSequence text) {
    if (quote) {
      into.append('"');
    }
    if (text != null && !text.isEmpty()) {
      appendEscaped(into, text);
    } else if (mandatory && !quote) {
      into.append('-');
    }
    if (quote) {
      into.append('"');
    }
  }

  private void appendEscaped(StringBuilder into, CharSequence text) {
    if (!escape) {
      into.append(text);
      return;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\' || c == ']') {
        into.append('\\');
      }
      into.append(c);
    }
  }

  /**
   * Appends a text whose bytes out of {@code safe} are written as {@code mark} and two hexadecimal
   * digits.
   */
  public void appendEncoded(StringBuilder into, CharSequence text, char mark, SafeBytes safe) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!safe.contains(c)) {
        into.append(mark)
            .append(Character.toUpperCase(Character.forDigit(c >> 4 & 15, 16)))
            .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
        continue;
      }
      if (escape && (c == '"' || c == '\\' || c == ']')) {
        into.append('\\');
      }
      into.append(c);
    }
  }
}
