package io.haloom.stream.http;

import io.haloom.http.HeaderName;
import io.haloom.http.Headers;
import io.haloom.http.ResponseHead;

/** NTLM and Negotiate, which authenticate a connection and not a request. */
final class ConnectionAuthentication {
  private static final int PREFIX = 4;

  private ConnectionAuthentication() {}

  /** Whether a server asks for one of them: nobody else may have its connection from then on. */
  static boolean isAskedBy(ResponseHead head) {
    HeaderName name =
        switch (head.status()) {
          case 401 -> HeaderName.WWW_AUTHENTICATE;
          case 407 -> HeaderName.PROXY_AUTHENTICATE;
          default -> null;
        };
    if (name == null) {
      return false;
    }
    Headers headers = head.headers();
    for (int at = headers.find(name); at >= 0; at = headers.find(name, at + 1)) {
      String scheme = headers.value(at);
      if (scheme.regionMatches(true, 0, "Nego", 0, PREFIX)
          || scheme.regionMatches(true, 0, "NTLM", 0, PREFIX)) {
        return true;
      }
    }
    return false;
  }
}
