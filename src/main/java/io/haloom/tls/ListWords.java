package io.haloom.tls;

import io.haloom.net.TlsException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The words in the brackets of a line of a list (HAProxy manual, {@code crt-list}). */
final class ListWords {
  private static final Set<String> VERSIONS =
      Set.of("SSLv3", "TLSv1.0", "TLSv1.1", "TLSv1.2", "TLSv1.3");
  private static final Set<String> METHODS = Set.of("none", "optional", "required");

  /** Those with a value that is taken as it is, and what is said where it is missing. */
  private static final Map<String, String> TEXTS =
      Map.of(
          "ciphers", "missing cipher suite",
          "ciphersuites", "missing cipher suite",
          "curves", "missing curve suite",
          "ecdhe", "missing named curve");

  /** In the order they are shown. */
  private static final List<String> ORDER =
      List.of(
          "npn",
          "alpn",
          "verify",
          "no-ca-names",
          "allow-0rtt",
          "ca-file",
          "crl-file",
          "ciphers",
          "ciphersuites",
          "curves",
          "ecdhe",
          "ssl-min-ver",
          "ssl-max-ver");

  private final TlsGlobal global;
  private final Trusts trusts;
  private final Consumer<String> warnings;

  /** Finds or reads what a file names; false where it cannot. */
  @FunctionalInterface
  interface Trusts {
    boolean isThere(String path, StoredTrust.Kind kind);
  }

  ListWords(TlsGlobal global, Trusts trusts, Consumer<String> warnings) {
    this.global = global;
    this.trusts = trusts;
    this.warnings = warnings;
  }

  Builder builder(boolean hasBrackets) {
    return new Builder(hasBrackets);
  }

  /** Collects the words of one line. */
  final class Builder {
    private final Map<String, String> words = new LinkedHashMap<>();
    private final Map<String, String> written = new LinkedHashMap<>();
    private final boolean hasBrackets;

    private Builder(boolean hasBrackets) {
      this.hasBrackets = hasBrackets;
    }

    TlsWords words() {
      return words.isEmpty() ? TlsWords.NONE : new TlsWords(words);
    }

    /** As they are shown, or null for none. */
    Map<String, String> written() {
      if (!hasBrackets) {
        return null;
      }
      Map<String, String> shown = new LinkedHashMap<>();
      for (String word : ORDER) {
        if (written.containsKey(word)) {
          shown.put(word, written.get(word));
        }
      }
      return shown;
    }

    /**
     * Reads one word and its value.
     *
     * @param end where the brackets end
     * @return where the next is
     */
    int word(List<String> args, int at, int end, String place) throws TlsException {
      String word = args.get(at);
      if (word.equals("allow-0rtt") || word.equals("no-ca-names")) {
        words.put(word, "");
        written.put(word, "");
        return at + 1;
      }
      if (!ORDER.contains(word) && !word.equals("ca-verify-file")) {
        throw new TlsException("parsing [" + place + "]: unknown ssl keyword " + word);
      }
      if (at + 2 > end) {
        throw new TlsException("parsing [" + place + "]: ssl args out of '[]' for " + args.get(at));
      }
      value(word, at + 1 < args.size() ? args.get(at + 1) : "");
      return at + 2;
    }

    private void value(String word, String value) throws TlsException {
      String used =
          switch (word) {
            case "alpn", "npn" -> protocols(word, value);
            case "ca-file", "ca-verify-file" ->
                trust(word, value, "CAfile", StoredTrust.Kind.AUTHORITIES);
            case "crl-file" -> trust(word, value, "CRLfile", StoredTrust.Kind.REVOCATIONS);
            case "verify" -> method(value);
            case "ssl-min-ver", "ssl-max-ver" -> version(word, value);
            default -> text(word, value);
          };
      if (!used.isEmpty()) {
        words.put(word, used);
      }
      written.put(word, word.endsWith("-file") ? used : value);
    }

    private String text(String word, String value) throws TlsException {
      if (value.isEmpty()) {
        throw new TlsException("'" + word + "' : " + TEXTS.get(word));
      }
      return value;
    }

    private String method(String value) throws TlsException {
      if (value.isEmpty()) {
        throw new TlsException("'verify' : missing verify method");
      }
      if (!METHODS.contains(value)) {
        throw new TlsException(
            "'verify' : unknown verify method '"
                + value
                + "', only 'none', 'optional', and 'required' are supported\n");
      }
      return value;
    }

    private String version(String word, String value) throws TlsException {
      if (value.isEmpty()) {
        throw new TlsException("'" + word + "' : missing the ssl/tls version");
      }
      if (!VERSIONS.contains(value)) {
        throw new TlsException("'" + value + "' : unknown ssl/tls version");
      }
      return value;
    }

    private String trust(String word, String value, String what, StoredTrust.Kind kind)
        throws TlsException {
      if (value.isEmpty()) {
        throw new TlsException("'" + word + "' : missing " + what + " path");
      }
      String path = global.authorityPath(value);
      if (!trusts.isThere(path, kind)) {
        throw new TlsException("'" + word + "' : unable to load " + path);
      }
      return path;
    }

    /** As they are on the wire: each behind a character of its length. */
    private String protocols(String word, String value) throws TlsException {
      String kind = word.equals("alpn") ? "ALPN" : "NPN";
      if (value.isEmpty()) {
        throw new TlsException(
            "'" + word + "' : missing the comma-delimited " + kind + " protocol suite");
      }
      StringBuilder wire = new StringBuilder();
      for (String protocol : value.split(",", -1)) {
        int length = protocol.getBytes(StandardCharsets.ISO_8859_1).length;
        if (length > 255) {
          throw new TlsException(
              "'" + word + "' : " + kind + " protocol name too long : '" + protocol + "'");
        }
        if (protocol.equals("h2")) {
          warnings.accept("'alpn h2' is not offered to clients: HTTP/2 is not there yet.");
        } else {
          wire.append((char) length).append(protocol);
        }
      }
      return wire.toString();
    }
  }
}
