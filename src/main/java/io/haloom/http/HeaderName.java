package io.haloom.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** The name of a header field, ready to be compared with bytes, letters of any case. */
public final class HeaderName {
  public static final HeaderName AUTHORIZATION = of("authorization");
  public static final HeaderName CACHE_CONTROL = of("cache-control");
  public static final HeaderName CONNECTION = of("connection");
  public static final HeaderName CONTENT_LENGTH = of("content-length");
  public static final HeaderName CONTENT_TYPE = of("content-type");
  public static final HeaderName EXPECT = of("expect");
  public static final HeaderName HOST = of("host");
  public static final HeaderName LOCATION = of("location");
  public static final HeaderName TE = of("te");
  public static final HeaderName PROXY_AUTHENTICATE = of("proxy-authenticate");
  public static final HeaderName REFRESH = of("refresh");
  public static final HeaderName SEC_WEBSOCKET_KEY = of("sec-websocket-key");
  public static final HeaderName SET_COOKIE = of("set-cookie");
  public static final HeaderName TRANSFER_ENCODING = of("transfer-encoding");
  public static final HeaderName UPGRADE = of("upgrade");
  public static final HeaderName WWW_AUTHENTICATE = of("www-authenticate");

  private final byte[] lower;

  private HeaderName(byte[] lower) {
    this.lower = lower;
  }

  /**
   * @throws IllegalArgumentException when it is not a token
   */
  public static HeaderName of(String name) {
    byte[] lower = name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.ISO_8859_1);
    for (byte c : lower) {
      if (!Chars.isToken(c)) {
        throw new IllegalArgumentException("not a header name: " + name);
      }
    }
    if (lower.length == 0) {
      throw new IllegalArgumentException("empty header name");
    }
    return new HeaderName(lower);
  }

  /**
   * As a rule writes it: with a colon behind it, too, which HAProxy takes for a part of the name
   * and sends ({@code name:: value}), so that a recipient finds it in the value.
   *
   * @throws IllegalArgumentException when it is not a token, colons left aside
   */
  public static HeaderName written(String name) {
    int end = name.length();
    while (end > 0 && name.charAt(end - 1) == ':') {
      end--;
    }
    HeaderName plain = of(name.substring(0, end));
    if (end == name.length()) {
      return plain;
    }
    byte[] lower = Arrays.copyOf(plain.lower, name.length());
    Arrays.fill(lower, end, lower.length, (byte) ':');
    return new HeaderName(lower);
  }

  /** Whether a text is what names and methods are made of (RFC 9110, section 5.6.2). */
  public static boolean isToken(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7f || !Chars.isToken((byte) text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** The name's bytes in lower case; not to be changed. */
  public byte[] lower() {
    return lower;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HeaderName name && Arrays.equals(lower, name.lower);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(lower);
  }

  /** In lower case. */
  @Override
  public String toString() {
    return new String(lower, StandardCharsets.ISO_8859_1);
  }
}
