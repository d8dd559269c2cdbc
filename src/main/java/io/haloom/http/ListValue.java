package io.haloom.http;

import io.haloom.http.MessageHead.FieldUse;

/** Leaves elements out of a field whose value is a list (RFC 9110, section 5.6.1). */
final class ListValue {
  private static final byte[] COMMA = {','};

  private ListValue() {}

  /** Looks at one element, and says whether it stays. */
  interface Element {
    boolean stays(MessageHead head, int start, int end);
  }

  /**
   * Shows each element; what stays becomes the value, without a copy while nothing was left out.
   */
  static FieldUse filter(MessageHead head, FieldValue value, Element element) {
    byte[] bytes = head.bytes;
    int end = value.end;
    int previous = value.start;
    value.end = value.start;
    for (int at = FieldRules.skipBlanks(bytes, previous, end); at < end; ) {
      int comma = FieldRules.elementEnd(bytes, at, end);
      int last = FieldRules.trimEnd(bytes, at, comma);
      if (last > at && element.stays(head, at, last)) {
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

  /** Something before this element was left out: the value goes on among the edits. */
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
}
