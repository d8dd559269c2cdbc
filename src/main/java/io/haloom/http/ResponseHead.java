package io.haloom.http;

import java.nio.ByteBuffer;

/** The head of a response (RFC 9112, section 4). */
public final class ResponseHead extends MessageHead {
  private static final HeaderName SEC_WEBSOCKET_ACCEPT = HeaderName.of("sec-websocket-accept");

  private static final int STATUS_LENGTH = 3;

  int status;
  int reasonStart;
  int reasonEnd;

  @Override
  void clear(ByteBuffer source) {
    super.clear(source);
    status = 0;
    reasonStart = 0;
    reasonEnd = 0;
  }

  public int status() {
    return status;
  }

  /** Makes this the head of a response of our own. */
  public void begin(HttpReply reply) {
    clear(null);
    versionStart = content.put(reply.version());
    versionEnd = content.editsEnd();
    status(reply.status(), reply.reason());
    for (HttpReply.Field field : reply.fields()) {
      headers.add(field.name(), field.value());
    }
    framing(reply.isEndless() ? Framing.CLOSE : Framing.NONE);
  }

  /** The body of this response of our own comes in chunks. */
  void announceChunks() {
    headers.add(HeaderName.TRANSFER_ENCODING, "chunked");
    framing(Framing.CHUNKED);
  }

  @Override
  public int countedLength() {
    return START_LINE
        + versionLength()
        + STATUS_LENGTH
        + HeadBytes.length(reasonStart, reasonEnd)
        + countedFields();
  }

  @Override
  int lineLength() {
    return versionLength() + 5 + HeadBytes.length(reasonStart, reasonEnd);
  }

  @Override
  void copyLine(ByteBuffer into) {
    copyVersion(into);
    into.put((byte) ' ')
        .put((byte) ('0' + status / 100))
        .put((byte) ('0' + status / 10 % 10))
        .put((byte) ('0' + status % 10))
        .put((byte) ' ');
    content.copy(reasonStart, reasonEnd, into);
  }

  /** The reason phrase, possibly empty. */
  public String reason() {
    return content.string(reasonStart, reasonEnd);
  }

  /** Replaces the status and its reason phrase. */
  public void status(int code, CharSequence reason) {
    status = code;
    reasonStart = content.put(reason);
    reasonEnd = content.editsEnd();
  }

  @Override
  FieldUse use(int nameStart, int nameEnd, FieldValue value) {
    return FieldRules.common(this, nameStart, nameEnd, value);
  }

  /**
   * Finds the framing (RFC 9112, section 6.3).
   *
   * @param request the method this responds to
   */
  void settleFraming(Method request) {
    boolean success = status >= 200 && status < 300;
    if (status == 101 || success && request == Method.CONNECT) {
      withoutBody(Framing.TUNNEL);
    } else if (request == Method.HEAD || status < 200 || status == 204 || status == 304) {
      withoutBody(Framing.NONE);
    } else {
      framing(announced(Framing.CLOSE));
    }
  }

  /** Judges the head as a whole. */
  boolean isAcceptable() {
    boolean websocket = upgrade && upgradeWebsocket && status == 101;
    return !otherCoding && (!websocket || headers.find(SEC_WEBSOCKET_ACCEPT) >= 0);
  }

  /** A response that never has a body says nothing of one (RFC 9110, section 8.6). */
  @Override
  void dropUselessFraming() {
    if (status < 200 || status == 204) {
      headers.remove(HeaderName.CONTENT_LENGTH);
      headers.remove(HeaderName.TRANSFER_ENCODING);
    }
  }
}
