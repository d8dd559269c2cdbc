package io.haloom.http;

import io.haloom.http.MessageHead.FieldUse;

/**
 * The field {@code Connection} (RFC 9110, section 7.6.1): what it says is noted, and {@code close}
 * and {@code keep-alive} are left out of what is kept, for they are of the connection the message
 * came on, and the next one has its own.
 */
final class ConnectionOptions {
  private static final byte[] CLOSE = FieldRules.ascii("close");
  private static final byte[] KEEP_ALIVE = FieldRules.ascii("keep-alive");
  private static final byte[] UPGRADE = FieldRules.ascii("upgrade");
  private static final byte[] COMMA = {','};

  private ConnectionOptions() {}

  static FieldUse take(MessageHead head, FieldValue value) {
    byte[] bytes = head.bytes;
    int end = value.end;
    int previous = value.start;
    value.end = value.start;
    for (int at = FieldRules.skipBlanks(bytes, previous, end); at < end; ) {
      int comma = FieldRules.elementEnd(bytes, at, end);
      int last = FieldRules.trimEnd(bytes, at, comma);
      if (last > at && !isPersistence(head, at, last)) {
        head.upgrade |= Chars.equalsIgnoreCase(bytes, at, last, UPGRADE);
        if (value.start >= 0 && value.end == previous) {
          value.end = comma;
        } else {
          append(head.content, value, at, last);
        }
      }
      previous = last > at ? comma : previous;
      at = FieldRules.skipBlanks(bytes, comma + 1, end);
    }
    return HeadBytes.length(value.start, value.end) == 0 ? FieldUse.DROP : FieldUse.KEEP;
  }

  private static boolean isPersistence(MessageHead head, int start, int end) {
    boolean close = Chars.equalsIgnoreCase(head.bytes, start, end, CLOSE);
    boolean keepAlive = Chars.equalsIgnoreCase(head.bytes, start, end, KEEP_ALIVE);
    head.close |= close;
    head.keepAlive |= keepAlive;
    return close || keepAlive;
  }

  /** Something before this option was left out: the value goes on among the edits. */
  private static void append(HeadBytes content, FieldValue value, int start, int end) {
    if (value.start >= 0) {
      value.start = content.putReceived(value.start, value.end);
    }
    if (HeadBytes.offset(value.start) < content.editsEnd()) {
      content.put(COMMA);
    }
    content.putReceived(start, end);
    value.end = content.editsEnd();
  }

  /** The value of {@code Connection} without what is about persistence; null when it has none. */
  static String withoutPersistence(String value) {
    StringBuilder left = new StringBuilder();
    boolean found = false;
    for (String part : value.split(",", -1)) {
      String option = part.strip();
      if (option.equalsIgnoreCase("close") || option.equalsIgnoreCase("keep-alive")) {
        found = true;
      } else if (!option.isEmpty()) {
        left.append(left.isEmpty() ? "" : ", ").append(option);
      }
    }
    return found ? left.toString() : null;
  }

  /** Whether {@code close} is among the options. */
  static boolean closes(String value) {
    for (String part : value.split(",", -1)) {
      if (part.strip().equalsIgnoreCase("close")) {
        return true;
      }
    }
    return false;
  }
}
