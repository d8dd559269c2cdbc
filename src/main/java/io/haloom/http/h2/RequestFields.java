package io.haloom.http.h2;

import io.haloom.http.HeaderName;
import io.haloom.http.Headers;
import io.haloom.http.Method;
import io.haloom.http.RequestHead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * The pseudo-fields of a request (RFC 9113, section 8.3.1), as HAProxy has them: the authority is
 * that of the target, where it has one, and {@code Host} stays a field otherwise; a target without
 * a scheme is taken for one of https.
 */
final class RequestFields {
  private static final byte[] HTTPS = HeadEncoder.ascii("https");
  private static final byte[] SLASH = {'/'};
  private static final byte[] ASTERISK = {'*'};

  /** The most bytes of the name of a protocol, as with HAProxy. */
  private static final int MOST_PROTOCOL = 15;

  private static final Map<Method, byte[]> METHODS = new EnumMap<>(Method.class);

  static {
    for (Method method : Method.values()) {
      METHODS.put(method, HeadEncoder.ascii(method.name()));
    }
  }

  private final HeadEncoder to;

  RequestFields(HeadEncoder to) {
    this.to = to;
  }

  /** The first protocol of {@code Upgrade}, or null. */
  static byte[] protocol(Headers headers) {
    String value = headers.value(HeaderName.UPGRADE);
    if (value == null) {
      return null;
    }
    String first = value.split(",", 2)[0].strip();
    byte[] bytes = first.getBytes(StandardCharsets.ISO_8859_1);
    return bytes.length == 0 ? null : Arrays.copyOf(bytes, Math.min(bytes.length, MOST_PROTOCOL));
  }

  /**
   * Writes them.
   *
   * @param protocol what is asked for by extended CONNECT, or null
   * @return whether there is an authority
   */
  boolean write(RequestHead head, byte[] protocol) {
    method(head, protocol);
    ByteBuffer target = head.targetBuffer();
    byte[] bytes = target.array();
    int start = head.targetStart();
    int end = head.targetEnd();
    if (protocol == null && head.method() == Method.CONNECT) {
      to.field(PseudoField.AUTHORITY, bytes, start, end);
      return true;
    }
    int authority = afterScheme(bytes, start, end);
    int path = start;
    if (authority < 0) {
      to.field(PseudoField.SCHEME, HTTPS, 0, HTTPS.length);
    } else {
      to.field(PseudoField.SCHEME, bytes, start, authority - 3);
      path = authority + authorityLength(bytes, authority, end);
    }
    boolean told = authority(head, bytes, authority, path, protocol != null);
    path(head, bytes, path, end);
    if (protocol != null) {
      to.field(PseudoField.PROTOCOL, protocol, 0, protocol.length);
    }
    return told;
  }

  private void method(RequestHead head, byte[] protocol) {
    Method method = protocol == null ? head.method() : Method.CONNECT;
    byte[] name =
        method == Method.OTHER
            ? head.methodName().getBytes(StandardCharsets.ISO_8859_1)
            : METHODS.get(method);
    to.field(PseudoField.METHOD, name, 0, name.length);
  }

  /** Where the authority begins behind the scheme, or -1 where there is no scheme. */
  private static int afterScheme(byte[] bytes, int start, int end) {
    if (start == end || bytes[start] == '/' || bytes[start] == '*') {
      return -1;
    }
    int at = start;
    while (at < end && bytes[at] != ':') {
      at++;
    }
    boolean slashes = at > start && at + 2 < end && bytes[at + 1] == '/' && bytes[at + 2] == '/';
    return slashes ? at + 3 : -1;
  }

  private static int authorityLength(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && bytes[at] != '/' && bytes[at] != '?' && bytes[at] != '#') {
      at++;
    }
    return at - from;
  }

  /** Extended CONNECT has to have one: that of {@code Host}. */
  private boolean authority(RequestHead head, byte[] bytes, int from, int end, boolean extended) {
    Headers headers = head.headers();
    int host = extended ? headers.find(HeaderName.HOST) : -1;
    if (host >= 0) {
      int at = headers.valueOffset(host);
      byte[] value = headers.valueBuffer(host).array();
      to.field(PseudoField.AUTHORITY, value, at, at + headers.valueLength(host));
      return true;
    }
    if (from < 0 || from == end) {
      return false;
    }
    to.field(PseudoField.AUTHORITY, bytes, from, end);
    return true;
  }

  private void path(RequestHead head, byte[] bytes, int from, int end) {
    if (from == end) {
      byte[] path = head.method() == Method.OPTIONS ? ASTERISK : SLASH;
      to.field(PseudoField.PATH, path, 0, 1);
    } else if (bytes[from] == '?') {
      byte[] path = new byte[1 + end - from];
      path[0] = '/';
      System.arraycopy(bytes, from, path, 1, end - from);
      to.field(PseudoField.PATH, path, 0, path.length);
    } else {
      to.field(PseudoField.PATH, bytes, from, end);
    }
  }
}
