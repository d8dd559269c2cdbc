package io.haloom.model.load.old;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An expression of {@code reqrep}, {@code rspdeny} and their kin. They were matched against whole
 * lines of a head: the request line, and every header.
 *
 * @param header the only header whose lines it can match, or null where it is the request line
 * @param rest what it says of the header's value, or of the target; it begins where that begins
 * @param prefix what the first group has of the target, where a group is around the method; or null
 */
record OldExpression(String header, String rest, String prefix) {
  /** The start of an expression for one header, whose name is plain text. */
  private static final Pattern HEADER =
      Pattern.compile("\\^([A-Za-z0-9_]+(?:\\\\?-[A-Za-z0-9_]+)*):(?: |\\\\s[*+]?)*(.*)");

  /** The start of an expression for the request line: any method, in a group or not. */
  private static final Pattern REQUEST_LINE =
      Pattern.compile("\\^(?:\\[\\^ :?\\]\\* |(\\()\\[\\^ :?\\]\\*(?:\\) | (/)\\)))(.*)");

  /** What the expression is about, or null where it cannot be told. */
  static OldExpression of(String text) {
    String plain = plain(text);
    Matcher field = HEADER.matcher(plain);
    if (field.matches()) {
      return new OldExpression(field.group(1).replace("\\", ""), field.group(2), null);
    }
    Matcher line = REQUEST_LINE.matcher(plain);
    if (!line.matches()) {
      return null;
    }
    String slash = line.group(2) == null ? "" : "/";
    String target = slash + line.group(3);
    boolean ofTarget = target.startsWith("/") && !target.contains(" ") && !target.contains("$");
    return ofTarget ? new OldExpression(null, target, line.group(1) == null ? null : slash) : null;
  }

  /** A space may be escaped. */
  static String plain(String text) {
    return text.replace("\\ ", " ");
  }

  /** How many groups {@link #rest} has. */
  int groups() {
    int groups = 0;
    for (int i = 0; i < rest.length(); i++) {
      char c = rest.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '(' && !rest.startsWith("(?", i)) {
        groups++;
      }
    }
    return groups;
  }
}
