package io.haloom.http;

import java.nio.ByteBuffer;

/** The head of a response (RFC 9112, section 4). */
public final class ResponseHead extends MessageHead {
  private static final HeaderName SEC_WEBSOCKET_ACCEPT = HeaderName.of("sec-websocket-accept");

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

  @Override
  public int countedLength() {
    return START_LINE
        + versionLength()
        + Integer.toString(status).length()
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
  FieldUse use(int nameStart, int nameEnd, int valueStart, int valueEnd) {
    return FieldRules.common(this, nameStart, nameEnd, valueStart, valueEnd);
  }

  /**
   * Judges the head as a whole and finds its framing (RFC 9112, section 6.3).
   *
   * @param request the method this responds to
   * @return whether it can be taken
   */
  boolean complete(Method request) {
    settleTransferEncoding();
    if (otherCoding) {
      return false;
    }
    if (upgrade && upgradeWebsocket && headers.find(SEC_WEBSOCKET_ACCEPT) < 0) {
      return false;
    }
    boolean success = status >= 200 && status < 300;
    if (status == 101 || success && request == Method.CONNECT) {
      framing(Framing.TUNNEL);
    } else if (request == Method.HEAD || status < 200 || status == 204 || status == 304) {
      framing(Framing.NONE);
    } else {
      framing(announced(Framing.CLOSE));
    }
    return true;
  }
}
