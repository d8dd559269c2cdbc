package io.haloom.http;

import java.nio.ByteBuffer;

/** The head of a response (RFC 9112, section 4). */
public final class ResponseHead extends MessageHead {
  private static final HeaderName SEC_WEBSOCKET_ACCEPT = HeaderName.of("sec-websocket-accept");

  private static final int STATUS_LENGTH = 3;

  /** Bytes that a reason phrase needs at most that is not in the message. */
  private static final int LONGEST_REASON = 64;

  int status;
  int reasonStart;
  int reasonEnd;
  private boolean toHead;

  public ResponseHead() {
    this(Headers.USUAL);
  }

  /** With room for so many fields, and more when they come. */
  public ResponseHead(int fields) {
    super(fields);
  }

  @Override
  public void clear(ByteBuffer source) {
    super.clear(source);
    status = 0;
    reasonStart = 0;
    reasonEnd = 0;
    toHead = false;
  }

  public int status() {
    return status;
  }

  /** Which status was received, and where its reason phrase. */
  public void startLine(int code, int reasonFrom, int reasonTo) {
    status = code;
    reasonStart = reasonFrom;
    reasonEnd = reasonTo;
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
    int length = reply.body().length;
    contentLength = length;
    framing(reply.isEndless() ? Framing.CLOSE : length > 0 ? Framing.LENGTH : Framing.NONE);
  }

  /** The body of this response of our own comes in chunks. */
  public void announceChunks() {
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
  public int lineLength() {
    return versionLength() + 5 + Math.max(LONGEST_REASON, HeadBytes.length(reasonStart, reasonEnd));
  }

  /** A reason that is missing is made up for: old clients want one. */
  @Override
  public void copyLine(ByteBuffer into) {
    copyVersion(into);
    into.put((byte) ' ')
        .put((byte) ('0' + status / 100))
        .put((byte) ('0' + status / 10 % 10))
        .put((byte) ('0' + status % 10))
        .put((byte) ' ');
    if (reasonEnd == HeadBytes.offset(reasonStart)) {
      into.put(FieldRules.ascii(Status.reason(status)));
    } else {
      content.copy(reasonStart, reasonEnd, into);
    }
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
  public FieldUse use(int nameStart, int nameEnd, FieldValue value) {
    return FieldRules.common(this, nameStart, nameEnd, value);
  }

  /**
   * Finds the framing (RFC 9112, section 6.3).
   *
   * @param request the method this responds to
   */
  public void settleFraming(Method request) {
    settleFraming(request, Framing.CLOSE);
  }

  /**
   * Finds the framing.
   *
   * @param request the method this responds to
   * @param absent how a body ends whose length no field tells
   */
  public void settleFraming(Method request, Framing absent) {
    toHead = request == Method.HEAD;
    headers.received();
    boolean success = status >= 200 && status < 300;
    if (status == 101 || success && request == Method.CONNECT) {
      withoutBody(Framing.TUNNEL);
    } else if (request == Method.HEAD || status < 200 || status == 204 || status == 304) {
      withoutBody(Framing.NONE);
    } else {
      framing(announced(absent));
    }
  }

  @Override
  boolean isEndless() {
    return framing() == Framing.CLOSE || framing() == Framing.TUNNEL;
  }

  /** Judges the head as a whole. */
  public boolean isAcceptable() {
    boolean websocket = upgrade && upgradeWebsocket && status == 101;
    return !otherCoding && (!websocket || headers.find(SEC_WEBSOCKET_ACCEPT) >= 0);
  }

  /** The client has asked for no body, whatever the server was asked for. */
  public void toHead(boolean wanted) {
    toHead = wanted;
  }

  /** Whether the client has asked for the head alone. */
  public boolean isToHead() {
    return toHead;
  }
}
