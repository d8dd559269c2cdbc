package io.haloom.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The head of a request (RFC 9112, section 3). */
public final class RequestHead extends MessageHead {
  private static final byte[] CONTINUE = "100-continue".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SLASH = {'/'};
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

  /** Whether a target in absolute form goes to servers in origin form. */
  private boolean originForm;

  public RequestHead() {
    this(Headers.USUAL);
  }

  /** With room for so many fields, and more when they come. */
  public RequestHead(int fields) {
    super(fields);
  }

  @Override
  public void clear(ByteBuffer source) {
    super.clear(source);
    methodStart = 0;
    methodEnd = 0;
    targetStart = 0;
    targetEnd = 0;
    method = Method.OTHER;
    host = -1;
    originForm = false;
  }

  /**
   * The target is in absolute form because its version always has a scheme and a host, and not
   * because a proxy is asked: where it is written as a line, it is in origin form.
   */
  public void originFormToServers() {
    originForm = true;
  }

  /** A rule has said what the target is, its form included. */
  public void formByRule() {
    originForm = false;
  }

  /** Where method and target were received. */
  public void startLine(int methodFrom, int methodTo, int targetFrom, int targetTo) {
    methodStart = methodFrom;
    methodEnd = methodTo;
    targetStart = targetFrom;
    targetEnd = targetTo;
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
  public void received() {
    headers.received();
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
  public void copyLine(ByteBuffer into) {
    content.copy(methodStart, methodEnd, into);
    into.put((byte) ' ');
    copyTarget(into);
    into.put((byte) ' ');
    copyVersion(into);
  }

  private void copyTarget(ByteBuffer into) {
    int path = originForm ? pathOffset() : 0;
    if (path > 0) {
      int from = HeadBytes.offset(targetStart) + path;
      into.put(into.position(), targetBuffer(), from, targetEnd - from);
      into.position(into.position() + targetEnd - from);
    } else if (originForm && isToProxy()) {
      into.put((byte) (method == Method.OPTIONS ? '*' : '/'));
    } else {
      content.copy(targetStart, targetEnd, into);
    }
  }

  @Override
  public int lineLength() {
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
    return field >= 0 && isVersion11() && afterContinue(field) != null;
  }

  /** It was asked for its body, and the server is not to do that again. */
  public void dropContinue() {
    int field = headers.find(HeaderName.EXPECT);
    String rest = afterContinue(field);
    if (rest == null || rest.isEmpty()) {
      headers.remove(HeaderName.EXPECT);
    } else {
      headers.replace(field, rest);
    }
  }

  /** What is expected beyond {@code 100-continue}; null where that does not come first. */
  private String afterContinue(int field) {
    if (headers.valueIs(field, CONTINUE)) {
      return "";
    }
    String value = headers.value(field);
    int comma = value.indexOf(',');
    boolean first =
        comma >= 0 && Blanks.strip(value.substring(0, comma)).equalsIgnoreCase("100-continue");
    return first ? value.substring(comma + 1) : null;
  }

  @Override
  public FieldUse use(int nameStart, int nameEnd, FieldValue value) {
    if (nameEnd - nameStart == 4
        && Chars.equalsIgnoreCase(bytes, nameStart, nameEnd, HeaderName.HOST.lower())) {
      return host(value.start, value.end);
    }
    return FieldRules.common(this, nameStart, nameEnd, value);
  }

  private FieldUse host(int start, int end) {
    if (host < 0) {
      host = headers.count();
      return Authority.isPlain(bytes, start, end) ? FieldUse.KEEP : FieldUse.INVALID;
    }
    boolean same =
        Chars.equalsIgnoreCase(bytes, start, end, headers.valueStart(host), headers.valueEnd(host));
    return same ? FieldUse.DROP : FieldUse.INVALID;
  }

  /**
   * Where the target's authority is wrong: where CONNECT's begins that cannot be one, or where the
   * value of {@code Host} begins that does not agree. Negative where nothing is.
   */
  public int wrongAuthority() {
    Authority authority = Authority.of(targetBuffer(), method, targetStart(), targetEnd);
    if (authority != null && !authority.isPlain() || !fitsMethod(authority)) {
      return targetStart;
    }
    boolean agrees =
        authority == null
            || host < 0
            || authority.agreesWith(headers.valueStart(host), headers.valueEnd(host));
    return agrees ? -1 : headers.valueStart(host);
  }

  /** Each method has its forms of a target (RFC 9112, section 3.2). */
  private boolean fitsMethod(Authority authority) {
    if (method == Method.CONNECT) {
      return authority != null && !authority.hasScheme() && authority.isConnectable();
    }
    if (targetStart == targetEnd || bytes[targetStart] == '/') {
      return true;
    }
    if (bytes[targetStart] == '*') {
      boolean allowed = method == Method.OPTIONS || method == Method.OTHER;
      return allowed && targetEnd == targetStart + 1;
    }
    return authority != null && authority.hasScheme();
  }

  /** A request of HTTP/0.9 is taken as one of HTTP/1.0. */
  public void versionOfOldest() {
    versionStart = content.put("HTTP/1.0");
    versionEnd = content.editsEnd();
  }

  public void settleFraming() {
    if (method == Method.CONNECT) {
      withoutBody(Framing.TUNNEL);
      return;
    }
    framing(announced(Framing.NONE));
    settleUpgrade();
  }

  /** To ask for another protocol takes two fields; of one alone nobody is to make anything. */
  private void settleUpgrade() {
    if (upgrade && !upgradeKept) {
      upgrade = false;
      dropUpgradeOption();
    } else if (upgradeKept && !upgrade) {
      headers.remove(HeaderName.UPGRADE);
    }
  }

  /**
   * Judges the head as a whole.
   *
   * @param anyPayload whether a body may come with any method of HTTP/1.0
   * @return 0, or the status to refuse it with
   */
  public int refusal(boolean anyPayload) {
    boolean unexpected = method == Method.GET || method == Method.HEAD || method == Method.DELETE;
    if (unexpected && !anyPayload && !isWithoutBody() && !isVersion11()) {
      return 413;
    }
    if (otherCoding) {
      return 422;
    }
    if (lacksWebsocketKey()) {
      return 400;
    }
    return Chars.equals(bytes, methodStart, methodEnd, "PRI") ? 400 : 0;
  }

  /**
   * Takes the default port out of the target and of {@code Host} where the target has a scheme, and
   * out of {@code Host} alone for CONNECT; the path that a target with a scheme lacks is a slash,
   * but not that of OPTIONS (RFC 9110, section 4.2.3).
   */
  public void normalize() {
    Authority authority = Authority.of(targetBuffer(), method, targetStart(), targetEnd);
    if (authority == null || !authority.isPlain() && !authority.hasDefaultPort()) {
      return;
    }
    // Fields before it may have been left out since.
    host = headers.find(HeaderName.HOST);
    if (method == Method.CONNECT) {
      if (host >= 0 && wrongAuthority() < 0) {
        int start = headers.valueStart(host);
        headers.value(host, start, authority.withoutDefaultPort(start, headers.valueEnd(host)));
      }
      return;
    }
    boolean pathless =
        authority.isPlain()
            && authority.hasScheme()
            && authority.end() == targetEnd
            && method != Method.OPTIONS;
    if (pathless || authority.hasDefaultPort()) {
      int hostEnd = authority.hasDefaultPort() ? authority.hostEnd() : authority.end();
      int start = content.putReceived(targetStart, hostEnd);
      content.putReceived(authority.end(), targetEnd);
      if (pathless) {
        content.put(SLASH);
      }
      targetStart = start;
      targetEnd = content.editsEnd();
      if (host >= 0) {
        headers.value(host, authority.start(), hostEnd);
      }
    }
  }

  /** What follows a CONNECT is another request where it is refused. */
  @Override
  boolean isEndless() {
    return framing() == Framing.CLOSE;
  }

  /** The method as it was received, {@link Method#OTHER} when it is none of the known ones. */
  public Method receivedMethod() {
    return receivedMethod;
  }

  /** Whether it asks for a WebSocket. */
  public boolean asksForWebsocket() {
    return upgrade && upgradeWebsocket;
  }

  /** Whether it asks for a WebSocket without the key that HTTP/1 wants for that. */
  public boolean lacksWebsocketKey() {
    return asksForWebsocket() && !hasWebsocketKey();
  }

  private boolean hasWebsocketKey() {
    int field = headers.find(HeaderName.SEC_WEBSOCKET_KEY);
    while (field >= 0 && headers.valueLength(field) != WEBSOCKET_KEY_LENGTH) {
      field = headers.find(HeaderName.SEC_WEBSOCKET_KEY, field + 1);
    }
    return field >= 0;
  }
}
