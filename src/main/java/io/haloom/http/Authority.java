package io.haloom.http;

import java.nio.ByteBuffer;

/**
 * The authority of a request target, and whether {@code Host} agrees with it (RFC 9110, section
 * 7.2; RFC 9112, section 3.2).
 */
public final class Authority {
  private static final byte[] HTTP = {'h', 't', 't', 'p'};
  private static final byte[] HTTPS = {'h', 't', 't', 'p', 's'};

  private final ByteBuffer bytes;
  private final Method method;
  private int start;
  private int end;

  /** The scheme's port; 0 when there is no scheme, -1 when its port is not known. */
  private int schemePort;

  private Authority(ByteBuffer bytes, Method method, int start, int end) {
    this.bytes = bytes;
    this.method = method;
    this.start = start;
    this.end = end;
  }

  /** The authority of this target, or null when it is a path, an asterisk or empty. */
  static Authority of(ByteBuffer bytes, Method method, int start, int end) {
    if (start == end || bytes.get(start) == '/' || bytes.get(start) == '*') {
      return null;
    }
    Authority authority = new Authority(bytes, method, start, end);
    authority.locate();
    return authority.start == authority.end ? null : authority;
  }

  /** Offset of the path from {@code start}, or -1: an asterisk, an authority alone, nothing. */
  static int pathOffset(ByteBuffer bytes, int start, int end) {
    if (start == end || bytes.get(start) == '*') {
      return -1;
    }
    if (bytes.get(start) == '/') {
      return 0;
    }
    Authority authority = new Authority(bytes, Method.OTHER, start, end);
    if (authority.schemeEnd() < 0) {
      return -1;
    }
    authority.locate();
    return authority.end < end ? authority.end - start : -1;
  }

  private void locate() {
    int afterScheme = schemeEnd();
    if (afterScheme > 0) {
      schemePort = schemePort(start, afterScheme - 3);
      start = afterScheme;
    }
    int at = start;
    while (at < end && !endsAuthority(bytes.get(at))) {
      if (bytes.get(at++) == '@') {
        start = at;
      }
    }
    end = at;
  }

  /** What a path, a query or a fragment begins with (RFC 3986, section 3.2). */
  private static boolean endsAuthority(byte c) {
    return c == '/' || c == '?' || c == '#';
  }

  private int schemePort(int from, int to) {
    if (Chars.equalsIgnoreCase(bytes.array(), from, to, HTTP)) {
      return 80;
    }
    return Chars.equalsIgnoreCase(bytes.array(), from, to, HTTPS) ? 443 : -1;
  }

  /** Offset after {@code scheme://}, or -1. */
  private int schemeEnd() {
    int at = start;
    while (at < end && isScheme(bytes.get(at), at == start)) {
      at++;
    }
    boolean found =
        at > start
            && at + 3 <= end
            && bytes.get(at) == ':'
            && bytes.get(at + 1) == '/'
            && bytes.get(at + 2) == '/';
    return found ? at + 3 : -1;
  }

  private static boolean isScheme(byte c, boolean first) {
    byte lower = Chars.lower(c);
    return lower >= 'a' && lower <= 'z'
        || !first && (Chars.isDigit(c) || c == '+' || c == '-' || c == '.');
  }

  /** Whether a scheme stands before it. */
  boolean hasScheme() {
    return schemePort != 0;
  }

  /**
   * Whether a value of {@code Host} has only what a host and a port may have, and nothing that
   * could be taken for the end of one, for a list, or for a name and password. A literal address
   * stands in brackets.
   */
  public static boolean isPlain(byte[] bytes, int from, int to) {
    boolean bracketed = false;
    for (int at = from; at < to; at++) {
      byte c = bytes[at];
      boolean opens = c == '[' && at == from;
      boolean closes = c == ']' && bracketed && (at + 1 == to || bytes[at + 1] == ':');
      if (opens || closes) {
        bracketed = opens;
      } else if (!Chars.isHost(c)) {
        return false;
      }
    }
    return !bracketed;
  }

  /** The same of the authority itself. */
  boolean isPlain() {
    return isPlain(bytes.array(), start, end);
  }

  String text() {
    return Chars.string(bytes, start, end);
  }

  /** The target between {@code from} and {@code to} with another host and port. */
  String replaced(int from, int to, CharSequence host) {
    return Chars.string(bytes, from, start) + host + Chars.string(bytes, end, to);
  }

  /** Offset of the host, after a name and password. */
  int start() {
    return start;
  }

  /** Offset after the port. */
  int end() {
    return end;
  }

  /** Offset after the host: of the colon before the port where there is one. */
  int hostEnd() {
    int colon = portColon(start, end);
    return colon < 0 ? end : colon;
  }

  /** Whether there is a port behind a scheme, and it is the scheme's, or an empty one. */
  boolean hasDefaultPort() {
    int colon = portColon(start, end);
    if (colon < 0 || !hasScheme()) {
      return false;
    }
    int port = port(colon + 1, end);
    return port == 0 || schemePort > 0 && port == schemePort;
  }

  /** Where the value of {@code Host} ends without its port, if that is one every scheme knows. */
  int withoutDefaultPort(int from, int to) {
    int colon = portColon(from, to);
    int port = colon < 0 ? 0 : port(colon + 1, to);
    return port == 80 || port == 443 ? colon : to;
  }

  /** CONNECT needs a host and a port in digits. */
  boolean isConnectable() {
    int colon = portColon(start, end);
    return colon > start && colon + 1 < end;
  }

  /** Whether the value of {@code Host} from {@code from} to {@code to} names the same place. */
  boolean agreesWith(int from, int to) {
    int colon = portColon(start, end);
    int hostColon = portColon(from, to);
    int hostEnd = hostColon < 0 ? to : hostColon;
    int nameEnd = colon < 0 ? end : colon;
    if (!Chars.equalsIgnoreCase(bytes.array(), start, nameEnd, from, hostEnd)) {
      return false;
    }
    if (method == Method.CONNECT && hostColon >= 0 && hostColon + 1 == to) {
      return false;
    }
    int port = colon < 0 ? 0 : port(colon + 1, end);
    int hostPort = hostColon < 0 ? 0 : port(hostColon + 1, to);
    return port == hostPort || port == 0 && isDefault(hostPort) || hostPort == 0 && isDefault(port);
  }

  private boolean isDefault(int port) {
    boolean ofConnect = method == Method.CONNECT && (port == 80 || port == 443);
    return port > 0 && (port == schemePort || ofConnect);
  }

  /** The colon before a port of digits only, or -1. An IPv6 address stands in brackets. */
  private int portColon(int from, int to) {
    int at = to;
    while (at > from && Chars.isDigit(bytes.get(at - 1))) {
      at--;
    }
    return at > from && bytes.get(at - 1) == ':' ? at - 1 : -1;
  }

  /** The number, 0 when empty; a leading zero makes a number of its own that no other equals. */
  private int port(int from, int to) {
    if (to - from > 5) {
      return Integer.MAX_VALUE;
    }
    int port = 0;
    for (int at = from; at < to; at++) {
      port = port * 10 + bytes.get(at) - '0';
    }
    return to > from && bytes.get(from) == '0' ? -1 - port : port;
  }
}
