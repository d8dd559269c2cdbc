package io.haloom.tls;

import io.haloom.net.TlsException;
import io.haloom.net.tls.TlsVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The values of words that bind lines, lines of lists, servers and checks have in common. Messages
 * are HAProxy's, and name the word.
 */
public final class TlsValues {
  private static final int LONGEST_PROTOCOL = 255;
  private static final List<String> METHODS = List.of("none", "optional", "required");

  /** Those with a value that is taken as it is, and what is said where it is missing. */
  private static final Map<String, String> TEXTS =
      Map.of(
          "ciphers", "missing cipher suite",
          "ciphersuites", "missing cipher suite",
          "curves", "missing curve suite",
          "ecdhe", "missing named curve");

  private TlsValues() {}

  private static void needed(String word, String value, String missing) throws TlsException {
    if (value.isEmpty()) {
      throw new TlsException("'" + word + "' : " + missing);
    }
  }

  /** Of {@code ciphers}, {@code ciphersuites}, {@code curves} and {@code ecdhe}. */
  public static String text(String word, String value) throws TlsException {
    needed(word, value, TEXTS.get(word));
    return value;
  }

  /** Of {@code ssl-min-ver} and {@code ssl-max-ver}. */
  public static String version(String word, String value) throws TlsException {
    needed(word, value, "missing the ssl/tls version");
    if (TlsVersion.named(value) == null) {
      throw new TlsException("'" + value + "' : unknown ssl/tls version");
    }
    return value;
  }

  /** Of {@code verify}, where clients are asked for a certificate. */
  public static String method(String value) throws TlsException {
    needed("verify", value, "missing verify method");
    if (!METHODS.contains(value)) {
      throw new TlsException(
          "'verify' : unknown verify method '"
              + value
              + "', only 'none', 'optional', and 'required' are supported\n");
    }
    return value;
  }

  /**
   * Of {@code alpn}, {@code check-alpn} and {@code npn}: protocols, divided by commas.
   *
   * @return each behind a character of its length
   */
  public static String protocols(String word, String value) throws TlsException {
    String what = word.equals("npn") ? "NPN" : "ALPN";
    needed(word, value, "missing the comma-delimited " + what + " protocol suite");
    StringBuilder wire = new StringBuilder();
    for (String protocol : value.split(",", -1)) {
      int length = protocol.getBytes(StandardCharsets.ISO_8859_1).length;
      if (length > LONGEST_PROTOCOL) {
        throw new TlsException(
            "'" + word + "' : " + what + " protocol name too long : '" + protocol + "'");
      }
      wire.append((char) length).append(protocol);
    }
    return wire.toString();
  }
}
