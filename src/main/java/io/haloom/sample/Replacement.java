package io.haloom.sample;

import io.haloom.regex.Groups;

/** What a match is replaced with: {@code \0} to {@code \9} are its groups, {@code \xHH} a byte. */
public final class Replacement {
  private Replacement() {}

  /**
   * Appends the text with its references filled in; a NUL ends it, as it ends a C string.
   *
   * @param groups what was found
   * @param subject where the groups are
   * @param from where the subject starts in the array
   * @return false where the text ends within a reference
   */
  public static boolean expand(Groups groups, byte[] subject, int from, String text, ByteText out) {
    for (int i = 0; i < text.length() && text.charAt(i) != 0; i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      c = at(text, ++i);
      if (c == 0) {
        return false;
      }
      if (c >= '0' && c <= '9') {
        int start = groups.start(c - '0');
        if (start >= 0) {
          out.append(subject, from + start, groups.end(c - '0') - start);
        }
      } else if (c != 'x') {
        out.append(c);
      } else if (at(text, i + 1) != 0 && at(text, i + 2) != 0) {
        out.append((char) ((digit(text.charAt(i + 1)) << 4) + digit(text.charAt(i + 2)) & 0xFF));
        i += 2;
      } else {
        return false;
      }
    }
    return true;
  }

  private static char at(String text, int index) {
    return index < text.length() ? text.charAt(index) : 0;
  }

  /** The value of a digit. What is none has one, too, for values of maps are not checked. */
  private static int digit(char c) {
    int upper = c >= 'a' && c <= 'z' ? c - 0x20 : c;
    int value = upper - '0' & 0xFF;
    return value > 9 ? value - 7 & 0xFF : value;
  }
}
