package io.haloom.sample;

import java.util.regex.MatchResult;

/** What a match is replaced with: {@code \0} to {@code \9} are its groups, {@code \xHH} a byte. */
public final class Replacement {
  private Replacement() {}

  /**
   * Appends the text with its references filled in.
   *
   * @param matcher what was found
   * @return false where the text ends within a reference
   */
  public static boolean expand(MatchResult matcher, String text, ByteText out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      if (++i == text.length()) {
        return false;
      }
      c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        String group = c - '0' <= matcher.groupCount() ? matcher.group(c - '0') : null;
        out.append(group == null ? "" : group);
      } else if (c != 'x') {
        out.append(c);
      } else if (i + 2 < text.length()) {
        out.append((char) (digit(text.charAt(i + 1)) << 4 | digit(text.charAt(i + 2))));
        i += 2;
      } else {
        return false;
      }
    }
    return true;
  }

  private static int digit(char c) {
    return Math.max(0, Character.digit(c, 16));
  }
}
