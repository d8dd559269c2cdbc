package io.haloom.http;

/**
 * How the body of a message is sent on, and fields that say so. What rules have made of them is not
 * believed: what the body is was found when the message came, and a peer that reads another length
 * out of the fields would take the rest for another message (RFC 9112, section 11.2).
 */
public final class OutgoingFraming {
  private OutgoingFraming() {}

  // Where the body goes out in chunks and no field is left to say so, the writer adds it.

  /**
   * Makes the fields say how the body goes out, after the last rule.
   *
   * @return how that is; {@link Framing#NONE} where the body, if there is one, is not sent
   */
  public static Framing of(MessageHead head) {
    return switch (head) {
      case RequestHead request -> of(request);
      case ResponseHead response -> of(response, response.isToHead());
    };
  }

  /** Settles a request's; {@link Framing#NONE} where nothing follows its head. */
  private static Framing of(RequestHead head) {
    Framing received = head.framing();
    Headers headers = head.headers();
    if (received == Framing.TUNNEL) {
      keepLength(headers, 0);
      return received;
    }
    if (!headers.isEdited()) {
      return received;
    }
    if (received == Framing.NONE) {
      headers.remove(HeaderName.TRANSFER_ENCODING);
      keepLength(headers, 0);
      return received;
    }
    return withBody(head, received);
  }

  /**
   * Settles a response's; {@link Framing#NONE} where nothing follows its head.
   *
   * @param toHead whether the client has asked for the head alone
   */
  private static Framing of(ResponseHead head, boolean toHead) {
    Headers headers = head.headers();
    int status = head.status();
    if (status < 200 || status == 204) {
      headers.remove(HeaderName.CONTENT_LENGTH);
      headers.remove(HeaderName.TRANSFER_ENCODING);
      return head.framing() == Framing.TUNNEL && status == 101 ? Framing.TUNNEL : Framing.NONE;
    }
    if (toHead || status == 304) {
      keepLength(headers, firstLength(headers));
      return head.framing() == Framing.CLOSE ? Framing.CLOSE : Framing.NONE;
    }
    if (head.isBodiless() && head.framing() == Framing.NONE) {
      return withoutBody(head);
    }
    return headers.isEdited() ? edited(head) : head.framing();
  }

  private static Framing edited(ResponseHead head) {
    return switch (head.framing()) {
      case LENGTH, CHUNKED -> withBody(head, head.framing());
      case CLOSE -> {
        head.headers().remove(HeaderName.CONTENT_LENGTH);
        head.headers().remove(HeaderName.TRANSFER_ENCODING);
        yield Framing.CLOSE;
      }
      case NONE -> {
        head.headers().remove(HeaderName.TRANSFER_ENCODING);
        yield withoutBody(head);
      }
      case TUNNEL -> Framing.TUNNEL;
    };
  }

  /** The body is as long as it was or in chunks; in chunks is also what has lost its length. */
  private static Framing withBody(MessageHead head, Framing received) {
    Headers headers = head.headers();
    boolean coded = headers.find(HeaderName.TRANSFER_ENCODING) >= 0;
    boolean asked = coded && headers.isLast(HeaderName.TRANSFER_ENCODING, FieldRules.CHUNKED);
    if (received == Framing.LENGTH && !asked && (hasLength(headers) || !head.isVersion11())) {
      headers.remove(HeaderName.TRANSFER_ENCODING);
      if (!keepLength(headers, head.announcedLength())) {
        headers.add(HeaderName.CONTENT_LENGTH, Long.toString(head.announcedLength()));
      }
      return Framing.LENGTH;
    }
    headers.remove(HeaderName.CONTENT_LENGTH);
    if (!asked || !headers.isOnly(HeaderName.TRANSFER_ENCODING, FieldRules.CHUNKED)) {
      headers.remove(HeaderName.TRANSFER_ENCODING);
    }
    return Framing.CHUNKED;
  }

  /** There is none, though for this status and method there could be one. */
  private static Framing withoutBody(ResponseHead head) {
    Headers headers = head.headers();
    boolean told = headers.find(HeaderName.CONTENT_LENGTH) >= 0;
    headers.remove(HeaderName.TRANSFER_ENCODING);
    if (keepLength(headers, 0)) {
      return Framing.NONE;
    }
    if (told || !head.isVersion11()) {
      headers.add(HeaderName.CONTENT_LENGTH, "0");
      return Framing.NONE;
    }
    return Framing.CHUNKED;
  }

  private static boolean hasLength(Headers headers) {
    return firstLength(headers) >= 0;
  }

  /** The first number that a field says, or -1. */
  private static long firstLength(Headers headers) {
    int field = headers.find(HeaderName.CONTENT_LENGTH);
    while (field >= 0 && headers.number(field) < 0) {
      field = headers.find(HeaderName.CONTENT_LENGTH, field + 1);
    }
    return field < 0 ? -1 : headers.number(field);
  }

  /** Leaves the first field that says this length, and no other; false where none does. */
  private static boolean keepLength(Headers headers, long length) {
    boolean kept = false;
    int field = headers.find(HeaderName.CONTENT_LENGTH);
    while (field >= 0) {
      if (!kept && length >= 0 && headers.number(field) == length) {
        kept = true;
        field++;
      } else {
        headers.remove(field);
      }
      field = headers.find(HeaderName.CONTENT_LENGTH, field);
    }
    return kept;
  }
}
