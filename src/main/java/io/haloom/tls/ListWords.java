package io.haloom.tls;

import io.haloom.net.TlsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The words in the brackets of a line of a list (HAProxy manual, {@code crt-list}). */
final class ListWords {
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

  private static final Set<String> FLAGS = Set.of("no-ca-names", "allow-0rtt");

  private static final String EARLY_DATA =
      "'allow-0rtt' is without effect on a line of a list, as with HAProxy: the bind line must say it.";

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
      if (word.equals("allow-0rtt")) {
        warnings.accept(EARLY_DATA);
      }
      if (FLAGS.contains(word)) {
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
            case "alpn", "npn" -> TlsValues.protocols(word, value);
            case "ca-file", "ca-verify-file" ->
                trust(word, value, "CAfile", StoredTrust.Kind.AUTHORITIES);
            case "crl-file" -> trust(word, value, "CRLfile", StoredTrust.Kind.REVOCATIONS);
            case "verify" -> TlsValues.method(value);
            case "ssl-min-ver", "ssl-max-ver" -> TlsValues.version(word, value);
            default -> TlsValues.text(word, value);
          };
      if (!used.isEmpty()) {
        words.put(word, used);
      }
      written.put(word, word.endsWith("-file") ? used : value);
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
  }
}
