package io.haloom.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The head of a request (RFC 9112, section 3). */
public final class RequestHead extends MessageHead {
  private static final byte[] CONTINUE = "100-continue".getBytes(StandardCharsets.US_ASCII);
  private static final int WEBSOCKET_KEY_LENGTH = 24;

  int methodStart;
  int methodEnd;
  int targetStart;
  int targetEnd;
  private Method method = Method.OTHER;
  private Method receivedMethod = Method.OTHER;
  private int receivedMethodStart;
  private int receivedMethodEnd;
  private int receivedTargetStart;
  private int receivedTargetEnd;
  private int host;

  @Override
  void clear(ByteBuffer source) {
    super.clear(source);
    methodStart = 0;
    methodEnd = 0;
    targetStart = 0;
    targetEnd = 0;
    method = Method.OTHER;
    host = -1;
  }

  void startLineRead() {
    method = Method.of(bytes, methodStart, methodEnd);
  }

  /** The method, {@link Method#OTHER} when it is none of the known ones. */
  public Method method() {
    return method;
  }

  /** The method as it was sent. */
  public String methodName() {
    return method == Method.OTHER ? content.string(methodStart, methodEnd) : method.name();
  }

  /** The head is complete: what rules make of it is no longer what was received. */
  void received() {
    receivedMethod = method;
    receivedMethodStart = methodStart;
    receivedMethodEnd = methodEnd;
    receivedTargetStart = targetStart;
    receivedTargetEnd = targetEnd;
  }

  /** The method as it was received, whatever rules have made of it. */
  public String receivedMethodName() {
    return receivedMethod == Method.OTHER
        ? content.string(receivedMethodStart, receivedMethodEnd)
        : receivedMethod.name();
  }

  /** The target as it was received, whatever rules have made of it. */
  public String receivedTarget() {
    return content.string(receivedTargetStart, receivedTargetEnd);
  }

  /** Offset of the path in {@link #receivedTarget()}, as {@link #pathOffset()} has it. */
  public int receivedPathOffset() {
    int start = HeadBytes.offset(receivedTargetStart);
    return Authority.pathOffset(content.at(receivedTargetStart), start, receivedTargetEnd);
  }

  /** The request target as it was sent, in any of its four forms. */
  public String target() {
    return content.string(targetStart, targetEnd);
  }

  /** The buffer that holds the target, from {@link #targetStart()} on; only to look at. */
  public ByteBuffer targetBuffer() {
    return content.at(targetStart);
  }

  /** Offset of the target's first byte in {@link #targetBuffer()}. */
  public int targetStart() {
    return HeadBytes.offset(targetStart);
  }

  /** Offset after the target's last byte in {@link #targetBuffer()}. */
  public int targetEnd() {
    return targetEnd;
  }

  /** Whether the target is of the forms that only proxies get: absolute, or CONNECT's. */
  public boolean isToProxy() {
    byte first = targetBuffer().get(targetStart());
    return first != '/' && first != '*';
  }

  /** Replaces the method. */
  public void method(CharSequence name) {
    methodStart = content.put(name);
    methodEnd = content.editsEnd();
    method = Method.of(content.at(methodStart).array(), HeadBytes.offset(methodStart), methodEnd);
  }

  /** Replaces the target, of ISO-8859-1 without blanks. */
  public void target(CharSequence target) {
    targetStart = content.put(target);
    targetEnd = content.editsEnd();
  }

  /**
   * Offset in {@link #target()} of its path: 0 for the origin form, after the authority for the
   * absolute form, -1 when there is no path.
   */
  public int pathOffset() {
    return Authority.pathOffset(targetBuffer(), targetStart(), targetEnd);
  }

  @Override
  public int countedLength() {
    return START_LINE
        + HeadBytes.length(methodStart, methodEnd)
        + HeadBytes.length(targetStart, targetEnd)
        + versionLength()
        + countedFields();
  }

  @Override
  void copyLine(ByteBuffer into) {
    content.copy(methodStart, methodEnd, into);
    into.put((byte) ' ');
    content.copy(targetStart, targetEnd, into);
    into.put((byte) ' ');
    copyVersion(into);
  }

  @Override
  int lineLength() {
    return HeadBytes.length(methodStart, methodEnd)
        + HeadBytes.length(targetStart, targetEnd)
        + versionLength()
        + 2;
  }

  /** The host and port of an absolute target or of CONNECT's, or null where it has none. */
  public String authority() {
    Authority authority = Authority.of(targetBuffer(), method, targetStart(), targetEnd);
    return authority == null ? null : authority.text();
  }

  /** Replaces the host and port of a target that has them; another stays as it is. */
  public void authority(CharSequence host) {
    Authority authority = Authority.of(targetBuffer(), method, targetStart(), targetEnd);
    if (authority != null && !authority.text().contentEquals(host)) {
      target(authority.replaced(targetStart(), targetEnd, host));
    }
  }

  /** Whether the client waits for {@code 100 Continue} before it sends the body. */
  public boolean expectsContinue() {
    int field = headers.find(HeaderName.EXPECT);
    return field >= 0 && isVersion11() && headers.valueIs(field, CONTINUE);
  }

  @Override
  FieldUse use(int nameStart, int nameEnd, FieldValue value) {
    if (nameEnd - nameStart == 4
        && Chars.equalsIgnoreCase(bytes, nameStart, nameEnd, HeaderName.HOST.lower())) {
      return host(value.start, value.end);
    }
    return FieldRules.common(this, nameStart, nameEnd, value);
  }

  private FieldUse host(int start, int end) {
    if (host < 0) {
      host = headers.count();
      return FieldUse.KEEP;
    }
    boolean same =
        Chars.equalsIgnoreCase(bytes, start, end, headers.valueStart(host), headers.valueEnd(host));
    return same ? FieldUse.DROP : FieldUse.INVALID;
  }

  /**
   * Where the target's authority is wrong: where CONNECT's begins that cannot be one, or where the
   * value of {@code Host} begins that does not agree. Negative where nothing is.
   */
  int wrongAuthority() {
    Authority authority = Authority.of(targetBuffer(), method, targetStart(), targetEnd);
    if (method == Method.CONNECT && (authority == null || !authority.isConnectable())) {
      return targetStart;
    }
    boolean agrees =
        authority == null
            || host < 0
            || authority.agreesWith(headers.valueStart(host), headers.valueEnd(host));
    return agrees ? -1 : headers.valueStart(host);
  }

  /** A request of HTTP/0.9 is taken as one of HTTP/1.0. */
  void versionOfOldest() {
    versionStart = content.put("HTTP/1.0");
    versionEnd = content.editsEnd();
  }

  void settleFraming() {
    if (method == Method.CONNECT) {
      withoutBody(Framing.TUNNEL);
      return;
    }
    framing(announced(Framing.NONE));
    if (upgrade && !isWithoutBody()) {
      // Nobody could tell the body from the other protocol.
      upgrade = false;
      headers.remove(HeaderName.UPGRADE);
    }
  }

  /**
   * Judges the head as a whole.
   *
   * @param anyPayload whether a body may come with any method of HTTP/1.0
   * @return 0, or the status to refuse it with
   */
  int refusal(boolean anyPayload) {
    boolean unexpected = method == Method.GET || method == Method.HEAD || method == Method.DELETE;
    if (unexpected && !anyPayload && !isWithoutBody() && !isVersion11()) {
      return 413;
    }
    if (otherCoding) {
      return 422;
    }
    if (upgrade && upgradeWebsocket && !hasWebsocketKey()) {
      return 400;
    }
    return Chars.equals(bytes, methodStart, methodEnd, "PRI") ? 400 : 0;
  }

  /**
   * Takes the default port out of the target and of {@code Host} where the target has a scheme, and
   * out of {@code Host} alone for CONNECT (RFC 9110, section 4.2.3).
   */
  void normalize() {
    Authority authority = Authority.of(targetBuffer(), method, targetStart(), targetEnd);
    if (authority == null) {
      return;
    }
    // Fields before it may have been left out since.
    host = headers.find(HeaderName.HOST);
    if (method == Method.CONNECT) {
      if (host >= 0 && wrongAuthority() < 0) {
        int start = headers.valueStart(host);
        headers.value(host, start, authority.withoutDefaultPort(start, headers.valueEnd(host)));
      }
    } else if (authority.hasDefaultPort()) {
      int start = content.putReceived(targetStart, authority.hostEnd());
      content.putReceived(authority.end(), targetEnd);
      targetStart = start;
      targetEnd = content.editsEnd();
      if (host >= 0) {
        headers.value(host, authority.start(), authority.hostEnd());
      }
    }
  }

  @Override
  void dropUselessFraming() {
    if (method == Method.CONNECT) {
      headers.remove(HeaderName.CONTENT_LENGTH);
    }
  }

  private boolean hasWebsocketKey() {
    int field = headers.find(HeaderName.SEC_WEBSOCKET_KEY);
    while (field >= 0 && headers.valueLength(field) != WEBSOCKET_KEY_LENGTH) {
      field = headers.find(HeaderName.SEC_WEBSOCKET_KEY, field + 1);
    }
    return field >= 0;
  }
}
