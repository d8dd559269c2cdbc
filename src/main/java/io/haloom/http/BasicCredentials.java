package io.haloom.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What a client sends for the Basic scheme (RFC 7617). Its charset is not told, so each character
 * stands for one byte.
 *
 * @param user the name before the first colon
 * @param password what follows it
 */
public record BasicCredentials(String user, String password) {
  private static final String SCHEME = "Basic ";

  /** The credentials of a request, or null when it has none of this scheme. */
  public static BasicCredentials of(RequestHead request) {
    String value = request.headers().value(HeaderName.AUTHORIZATION);
    if (value == null || !value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return null;
    }
    byte[] decoded;
    try {
      decoded = Base64.getDecoder().decode(Blanks.strip(value.substring(SCHEME.length())));
    } catch (IllegalArgumentException e) {
      return null;
    }
    String pair = new String(decoded, StandardCharsets.ISO_8859_1);
    int colon = pair.indexOf(':');
    return colon < 0
        ? null
        : new BasicCredentials(pair.substring(0, colon), pair.substring(colon + 1));
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return "BasicCredentials[" + user + "]";
  }
}
