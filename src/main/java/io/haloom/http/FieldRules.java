package io.haloom.http;

import io.haloom.http.MessageHead.FieldUse;
import java.nio.charset.StandardCharsets;

/**
 * What the fields that decide about framing and the connection mean (RFC 9110, sections 7.6 and
 * 8.6; RFC 9112, section 6), read where they lie.
 */
public final class FieldRules {
  public static final byte[] CHUNKED = ascii("chunked");
  private static final byte[] H2C = ascii("h2c");
  private static final byte[] H2 = ascii("h2");
  private static final byte[] WEBSOCKET = ascii("websocket");

  private FieldRules() {}

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Applies one field that a request and a response have in common. */
  static FieldUse common(MessageHead head, int nameStart, int nameEnd, FieldValue value) {
    return switch (nameEnd - nameStart) {
      case 7 -> {
        yield is(head, nameStart, nameEnd, HeaderName.UPGRADE)
            ? upgrade(head, value)
            : FieldUse.KEEP;
      }
      case 10 ->
          is(head, nameStart, nameEnd, HeaderName.CONNECTION)
              ? ConnectionOptions.take(head, value)
              : FieldUse.KEEP;
      case 14 ->
          is(head, nameStart, nameEnd, HeaderName.CONTENT_LENGTH)
              ? contentLength(head, value)
              : FieldUse.KEEP;
      case 17 ->
          is(head, nameStart, nameEnd, HeaderName.TRANSFER_ENCODING)
              ? transferEncoding(head, value)
              : FieldUse.KEEP;
      default -> FieldUse.KEEP;
    };
  }

  private static boolean is(MessageHead head, int start, int end, HeaderName name) {
    return Chars.equalsIgnoreCase(head.bytes, start, end, name.lower());
  }

  /** One number, or a list of equal ones, of which the last is kept; not even an empty element. */
  private static FieldUse contentLength(MessageHead head, FieldValue value) {
    byte[] bytes = head.bytes;
    boolean first = head.contentLength < 0;
    int end = value.end;
    int at = value.start;
    do {
      at = skipBlanks(bytes, at, end);
      int digits = at;
      long length = 0;
      while (at < end && Chars.isDigit(bytes[at])) {
        int digit = bytes[at++] - '0';
        if (length > (Long.MAX_VALUE - digit) / 10) {
          return FieldUse.INVALID;
        }
        length = length * 10 + digit;
      }
      value.set(withoutZeros(bytes, digits, at), at);
      at = skipBlanks(bytes, at, end);
      boolean number = value.end > value.start && (at == end || bytes[at] == ',');
      if (!number || head.contentLength >= 0 && head.contentLength != length) {
        return FieldUse.INVALID;
      }
      head.contentLength = length;
      if (at == end) {
        return first ? FieldUse.KEEP : FieldUse.DROP;
      }
      at++;
    } while (true);
  }

  /** Where the number begins whose leading zeros would make it an octal one for some. */
  private static int withoutZeros(byte[] bytes, int from, int end) {
    int at = from;
    while (at + 1 < end && bytes[at] == '0') {
      at++;
    }
    return at;
  }

  /** A request's last coding must be chunked, no message is chunked twice, and no name is empty. */
  private static FieldUse transferEncoding(MessageHead head, FieldValue value) {
    head.transferEncoding = true;
    int end = value.end;
    byte[] bytes = head.bytes;
    int comma = value.start - 1;
    do {
      int at = skipBlanks(bytes, comma + 1, end);
      comma = elementEnd(bytes, at, end);
      int last = trimEnd(bytes, at, comma);
      boolean chunked = Chars.equalsIgnoreCase(bytes, at, last, CHUNKED);
      head.chunkedLast = false;
      if (last == at || head.chunkedSeen && (chunked || head instanceof RequestHead)) {
        return FieldUse.INVALID;
      }
      head.chunkedLast = chunked;
      head.chunkedSeen |= chunked;
      head.otherCoding |= !chunked;
    } while (comma < end);
    return FieldUse.KEEP;
  }

  private static FieldUse upgrade(MessageHead head, FieldValue value) {
    FieldUse use = ListValue.filter(head, value, FieldRules::upgradesTo);
    head.upgradeKept |= use == FieldUse.KEEP;
    return use;
  }

  /** HTTP/2 is never upgraded to: what would follow is past all rules. */
  private static boolean upgradesTo(MessageHead head, int start, int end) {
    if (Chars.equalsIgnoreCase(head.bytes, start, end, H2C)
        || Chars.equalsIgnoreCase(head.bytes, start, end, H2)) {
      return false;
    }
    head.upgradeWebsocket |= Chars.equalsIgnoreCase(head.bytes, start, end, WEBSOCKET);
    return true;
  }

  static int skipBlanks(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && Chars.isBlank(bytes[at])) {
      at++;
    }
    return at;
  }

  static int trimEnd(byte[] bytes, int start, int end) {
    int at = end;
    while (at > start && Chars.isBlank(bytes[at - 1])) {
      at--;
    }
    return at;
  }

  /** Where an element of a comma-separated list ends: a comma inside quotes does not count. */
  static int elementEnd(byte[] bytes, int from, int end) {
    boolean quoted = false;
    for (int at = from; at < end; at++) {
      byte c = bytes[at];
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
