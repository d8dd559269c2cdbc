package io.haloom.sample.convert;

import java.util.regex.MatchResult;

/** Text into which parts of a match are put. */
final class Template {
  private Template() {}

  /** {@code \0} to {@code \9} are what groups matched, {@code \xHH} is a byte. */
  static void expand(MatchResult matcher, String replacement, StringBuilder out) {
    for (int i = 0; i < replacement.length(); i++) {
      char c = replacement.charAt(i);
      if (c != '\\' || i + 1 >= replacement.length()) {
        out.append(c);
        continue;
      }
      c = replacement.charAt(++i);
      if (c >= '0' && c <= '9') {
        String group = c - '0' <= matcher.groupCount() ? matcher.group(c - '0') : null;
        out.append(group == null ? "" : group);
      } else if (c == 'x' && i + 2 < replacement.length()) {
        out.append((char) Integer.parseInt(replacement, i + 1, i + 3, 16));
        i += 2;
      } else {
        out.append(c);
      }
    }
  }
}
