package io.haloom.http;

import io.haloom.http.MessageHead.FieldUse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What the fields that decide about framing and the connection mean (RFC 9110, sections 7.6 and
 * 8.6; RFC 9112, section 6), read where they lie.
 */
final class FieldRules {
  private static final byte[] CHUNKED = ascii("chunked");
  private static final byte[] CLOSE = ascii("close");
  private static final byte[] KEEP_ALIVE = ascii("keep-alive");
  private static final byte[] UPGRADE = ascii("upgrade");
  private static final byte[] WEBSOCKET = ascii("websocket");

  private FieldRules() {}

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Applies one field that a request and a response have in common. */
  static FieldUse common(MessageHead head, int nameStart, int nameEnd, int start, int end) {
    return switch (nameEnd - nameStart) {
      case 7 -> {
        if (is(head, nameStart, nameEnd, HeaderName.UPGRADE)) {
          upgrade(head, start, end);
        }
        yield FieldUse.KEEP;
      }
      case 10 -> {
        if (is(head, nameStart, nameEnd, HeaderName.CONNECTION)) {
          connection(head, start, end);
        }
        yield FieldUse.KEEP;
      }
      case 14 ->
          is(head, nameStart, nameEnd, HeaderName.CONTENT_LENGTH)
              ? contentLength(head, start, end)
              : FieldUse.KEEP;
      case 17 ->
          is(head, nameStart, nameEnd, HeaderName.TRANSFER_ENCODING)
              ? transferEncoding(head, start, end)
              : FieldUse.KEEP;
      default -> FieldUse.KEEP;
    };
  }

  private static boolean is(MessageHead head, int start, int end, HeaderName name) {
    return Chars.equalsIgnoreCase(head.bytes, start, end, name.lower());
  }

  /** One number, or a list of equal ones; nothing else, not even an empty element. */
  private static FieldUse contentLength(MessageHead head, int start, int end) {
    ByteBuffer bytes = head.bytes;
    boolean first = head.contentLength < 0;
    int at = start;
    do {
      at = skipBlanks(bytes, at, end);
      int digits = at;
      long length = 0;
      while (at < end && Chars.isDigit(bytes.get(at))) {
        int digit = bytes.get(at++) - '0';
        if (length > (Long.MAX_VALUE - digit) / 10) {
          return FieldUse.INVALID;
        }
        length = length * 10 + digit;
      }
      boolean empty = at == digits;
      at = skipBlanks(bytes, at, end);
      if (empty || head.contentLength >= 0 && head.contentLength != length) {
        return FieldUse.INVALID;
      }
      head.contentLength = length;
      if (at == end) {
        return first ? FieldUse.KEEP : FieldUse.DROP;
      }
    } while (bytes.get(at++) == ',');
    return FieldUse.INVALID;
  }

  /** A request's last coding must be chunked, and no message is chunked twice. */
  private static FieldUse transferEncoding(MessageHead head, int start, int end) {
    head.transferEncoding = true;
    ByteBuffer bytes = head.bytes;
    for (int at = skipBlanks(bytes, start, end); at < end; ) {
      int comma = elementEnd(bytes, at, end);
      int last = trimEnd(bytes, at, comma);
      boolean chunked = Chars.equalsIgnoreCase(bytes, at, last, CHUNKED);
      if (head.chunkedSeen && (chunked || head instanceof RequestHead)) {
        return FieldUse.INVALID;
      }
      head.chunkedLast = chunked;
      head.chunkedSeen |= chunked;
      head.otherCoding |= !chunked;
      at = skipBlanks(bytes, comma + 1, end);
    }
    return FieldUse.KEEP;
  }

  private static void connection(MessageHead head, int start, int end) {
    ByteBuffer bytes = head.bytes;
    for (int at = skipBlanks(bytes, start, end); at < end; ) {
      int comma = elementEnd(bytes, at, end);
      int last = trimEnd(bytes, at, comma);
      head.close |= Chars.equalsIgnoreCase(bytes, at, last, CLOSE);
      head.keepAlive |= Chars.equalsIgnoreCase(bytes, at, last, KEEP_ALIVE);
      head.upgrade |= Chars.equalsIgnoreCase(bytes, at, last, UPGRADE);
      at = skipBlanks(bytes, comma + 1, end);
    }
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

  private static void upgrade(MessageHead head, int start, int end) {
    ByteBuffer bytes = head.bytes;
    head.upgradeWebsocket = false;
    for (int at = skipBlanks(bytes, start, end); at < end; ) {
      int comma = elementEnd(bytes, at, end);
      head.upgradeWebsocket |=
          Chars.equalsIgnoreCase(bytes, at, trimEnd(bytes, at, comma), WEBSOCKET);
      at = skipBlanks(bytes, comma + 1, end);
    }
  }

  private static int skipBlanks(ByteBuffer bytes, int from, int end) {
    int at = from;
    while (at < end && Chars.isBlank(bytes.get(at))) {
      at++;
    }
    return at;
  }

  private static int trimEnd(ByteBuffer bytes, int start, int end) {
    int at = end;
    while (at > start && Chars.isBlank(bytes.get(at - 1))) {
      at--;
    }
    return at;
  }

  /** Where an element of a comma-separated list ends: a comma inside quotes does not count. */
  private static int elementEnd(ByteBuffer bytes, int from, int end) {
    boolean quoted = false;
    for (int at = from; at < end; at++) {
      byte c = bytes.get(at);
      if (c == '"') {
        quoted = !quoted;
      } else if (quoted && c == '\\') {
        at++;
      } else if (c == ',' && !quoted) {
        return at;
      }
    }
    return end;
  }
}
