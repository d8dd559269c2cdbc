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

  /** Replaces the method. */
  public void method(CharSequence name) {
    methodStart = content.put(name);
    methodEnd = content.editsEnd();
    method = Method.of(content.at(methodStart), HeadBytes.offset(methodStart), methodEnd);
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
  FieldUse use(int nameStart, int nameEnd, int valueStart, int valueEnd) {
    if (nameEnd - nameStart == 4
        && Chars.equalsIgnoreCase(bytes, nameStart, nameEnd, HeaderName.HOST.lower())) {
      return host(valueStart, valueEnd);
    }
    return FieldRules.common(this, nameStart, nameEnd, valueStart, valueEnd);
  }

  private FieldUse host(int start, int end) {
    if (host >= 0) {
      boolean same =
          Chars.equalsIgnoreCase(
              bytes, start, end, headers.valueStart(host), headers.valueEnd(host));
      return same ? FieldUse.DROP : FieldUse.INVALID;
    }
    Authority authority = Authority.of(bytes, method, targetStart, targetEnd);
    if (authority != null && !authority.agreesWith(start, end)) {
      return FieldUse.INVALID;
    }
    host = headers.count();
    return FieldUse.KEEP;
  }

  /**
   * Judges the head as a whole and finds its framing.
   *
   * @return 0, or the status to refuse it with
   */
  int complete() {
    boolean chunkedNotLast = transferEncoding && !chunkedLast;
    if (chunkedNotLast || !isMethodAllowed()) {
      return 400;
    }
    settleTransferEncoding();
    Framing announced = announced(Framing.NONE);
    boolean bodiless = method == Method.GET || method == Method.HEAD || method == Method.DELETE;
    if (announced != Framing.NONE && bodiless && !isVersion11()) {
      return 413;
    }
    if (otherCoding) {
      return 422;
    }
    if (upgrade && upgradeWebsocket && !hasWebsocketKey()) {
      return 400;
    }
    framing(method == Method.CONNECT ? Framing.TUNNEL : announced);
    return 0;
  }

  private boolean isMethodAllowed() {
    if (method == Method.CONNECT) {
      Authority authority = Authority.of(bytes, method, targetStart, targetEnd);
      return authority != null && authority.isConnectable();
    }
    return !Chars.equals(bytes, methodStart, methodEnd, "PRI");
  }

  private boolean hasWebsocketKey() {
    int field = headers.find(HeaderName.SEC_WEBSOCKET_KEY);
    while (field >= 0 && headers.valueLength(field) != WEBSOCKET_KEY_LENGTH) {
      field = headers.find(HeaderName.SEC_WEBSOCKET_KEY, field + 1);
    }
    return field >= 0;
  }
}
