package io.haloom.http;

import io.haloom.http.MessageHead.FieldUse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The field {@code Connection} (RFC 9110, section 7.6.1): what it says is noted, and {@code close}
 * and {@code keep-alive} are left out of what is kept, for they are of the connection the message
 * came on, and the next one has its own.
 */
final class ConnectionOptions {
  private static final byte[] CLOSE = FieldRules.ascii("close");
  private static final byte[] KEEP_ALIVE = FieldRules.ascii("keep-alive");
  private static final byte[] UPGRADE = FieldRules.ascii("upgrade");

  private ConnectionOptions() {}

  static FieldUse take(MessageHead head, FieldValue value) {
    return ListValue.filter(head, value, ConnectionOptions::stays);
  }

  private static boolean stays(MessageHead head, int start, int end) {
    if (isPersistence(head, start, end)) {
      return false;
    }
    head.upgrade |= Chars.equalsIgnoreCase(head.bytes, start, end, UPGRADE);
    return true;
  }

  private static boolean isPersistence(MessageHead head, int start, int end) {
    boolean close = Chars.equalsIgnoreCase(head.bytes, start, end, CLOSE);
    boolean keepAlive = Chars.equalsIgnoreCase(head.bytes, start, end, KEEP_ALIVE);
    head.close |= close;
    head.keepAlive |= keepAlive;
    return close || keepAlive;
  }

  /** The value of {@code Connection} without these options; null when it has none of them. */
  static String without(String value, Set<String> options) {
    StringBuilder left = new StringBuilder();
    boolean found = false;
    for (String part : elements(value)) {
      String option = Blanks.strip(part);
      if (options.contains(option.toLowerCase(Locale.ROOT))) {
        found = true;
      } else if (!option.isEmpty()) {
        left.append(left.isEmpty() ? "" : ", ").append(option);
      }
    }
    return found ? left.toString() : null;
  }

  /** The list's elements; a comma inside quotes ends none. */
  private static List<String> elements(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
    List<String> elements = new ArrayList<>();
    for (int at = 0; at <= bytes.length; ) {
      int end = FieldRules.elementEnd(bytes, at, bytes.length);
      elements.add(value.substring(at, end));
      at = end + 1;
    }
    return elements;
  }

  static boolean has(String value, String option) {
    for (String part : elements(value)) {
      if (Blanks.strip(part).equalsIgnoreCase(option)) {
        return true;
      }
    }
    return false;
  }
}
