package io.haloom.http;

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

  static Method of(byte[] bytes, int from, int to) {
    for (Method method : KNOWN) {
      if (Chars.equals(bytes, from, to, method.name())) {
        return method;
      }
    }
    return OTHER;
  }

  /** Whether a request may be sent again without harm (RFC 9110, section 9.2.2). */
  public boolean isIdempotent() {
    return switch (this) {
      case GET, HEAD, OPTIONS, PUT, DELETE, TRACE -> true;
      default -> false;
    };
  }
}
