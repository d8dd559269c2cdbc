package io.haloom.http;

import java.nio.charset.StandardCharsets;

/** The methods whose semantics matter to a proxy (RFC 9110, section 9). They are case-sensitive. */
public enum Method {
  OPTIONS,
  GET,
  HEAD,
  POST,
  PUT,
  DELETE,
  TRACE,
  CONNECT,
  /** Any other token. */
  OTHER;

  private static final Method[] KNOWN = {GET, POST, HEAD, PUT, DELETE, OPTIONS, CONNECT, TRACE};

  private final byte[] ascii = name().getBytes(StandardCharsets.US_ASCII);

  static Method of(byte[] bytes, int from, int to) {
    for (Method method : KNOWN) {
      if (Chars.equals(bytes, from, to, method.name())) {
        return method;
      }
    }
    return OTHER;
  }

  /** The name; nobody changes these bytes. */
  public byte[] ascii() {
    return ascii;
  }

  /** Whether a request asks for nothing to be changed (RFC 9110, section 9.2.1). */
  public boolean isSafe() {
    return switch (this) {
      case GET, HEAD, OPTIONS, TRACE -> true;
      default -> false;
    };
  }
}
