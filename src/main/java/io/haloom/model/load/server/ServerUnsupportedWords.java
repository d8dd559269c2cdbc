package io.haloom.model.load.server;

import io.haloom.config.KeywordTable;
import io.haloom.model.load.draft.ServerDraft;
import io.haloom.model.load.line.ArgumentValidation;
import io.haloom.model.load.line.KeywordLine;
import io.haloom.model.load.line.LineWord;
import io.haloom.model.load.line.RefusedWords;
import io.haloom.model.load.word.LineException;
import io.haloom.model.load.word.Refusals;
import java.util.Map;

/** Words of server lines that Haloom knows and does not act on. */
final class ServerUnsupportedWords {
  private static final String TLS_UNUSED = Refusals.unused("TLS");
  private static final String STICK_UNUSED = Refusals.unused("stick tables");

  private ServerUnsupportedWords() {}

  static KeywordTable<LineWord<ServerDraft>> table() {
    KeywordTable.Builder<LineWord<ServerDraft>> table = KeywordTable.builder();
    for (String word :
        new String[] {
          "ssl", "check-ssl", "send-proxy-v2-ssl", "send-proxy-v2-ssl-cn", "allow-0rtt"
        }) {
      table.refused(word, Refusals.TLS, RefusedWords.skipping(0));
    }
    table.refused("namespace", Refusals.NAMESPACE, RefusedWords.skipping(1));
    table.refused("log-proto", "only belongs in a ring section", RefusedWords.skipping(1));
    // Without 'ssl' these have no effect with HAProxy either.
    TLS_VALUES.forEach((word, missing) -> table.yes(word, TLS_UNUSED, tlsValue(missing)));
    for (String word : TLS_FLAGS) {
      table.yes(word, TLS_UNUSED, RefusedWords.skipping(0));
    }
    table.yes("stick", STICK_UNUSED, RefusedWords.skipping(0));
    table.yes("non-stick", STICK_UNUSED, RefusedWords.skipping(0));
    table.yes("ws", ServerUnsupportedWords::websocket);
    for (String word : new String[] {"proto", "check-proto"}) {
      table.yes(word, ServerUnsupportedWords::protocol);
    }
    for (String word : new String[] {"no-ssl", "no-check-ssl"}) {
      ServerWordTable.flag(table, word, server -> {});
    }
    return table.build();
  }

  private static LineWord<ServerDraft> tlsValue(String missing) {
    return (line, at, server) -> {
      String word = line.word(at);
      String value = line.word(at + 1);
      if (value.isEmpty()) {
        throw new LineException("'" + word + "' : " + missing);
      }
      if (word.equals("verify") && !value.equals("none") && !value.equals("required")) {
        throw new LineException(
            "'verify' : unknown verify method '"
                + value
                + "', only 'none' and 'required' are supported");
      }
      if (word.startsWith("ssl-m") && !ArgumentValidation.TLS_VERSIONS.contains(value)) {
        throw new LineException("'" + value + "' : unknown ssl/tls version");
      }
      return at + 2;
    };
  }

  private static int protocol(KeywordLine line, int at, ServerDraft server) throws LineException {
    String word = line.word(at);
    String protocol = line.word(at + 1);
    if (protocol.isEmpty()) {
      throw new LineException("'" + word + "' : missing value");
    }
    if (!protocol.equals("none") && !protocol.equals("h1")) {
      throw new LineException("'" + word + " " + protocol + "' " + Refusals.H2);
    }
    if (word.equals("proto")) {
      server.protocol = protocol;
    } else {
      server.checkProtocol = protocol;
    }
    return at + 2;
  }

  /** What WebSocket is carried over; a server that speaks HTTP/1 needs no choice. */
  private static int websocket(KeywordLine line, int at, ServerDraft server) throws LineException {
    return switch (line.word(at + 1)) {
      case "auto", "h1" -> at + 2;
      case "h2" -> throw new LineException("'ws h2' " + Refusals.H2);
      default -> throw new LineException("'ws' has to be 'auto', 'h1' or 'h2'");
    };
  }

  /** What HAProxy says of each where its value is missing. */
  private static final Map<String, String> TLS_VALUES =
      Map.ofEntries(
          Map.entry("alpn", "missing the comma-delimited ALPN protocol suite"),
          Map.entry("ca-file", "missing CAfile path"),
          Map.entry("check-alpn", "missing the comma-delimited ALPN protocol suite"),
          Map.entry("check-sni", "missing SNI"),
          Map.entry("ciphers", "missing cipher suite"),
          Map.entry("ciphersuites", "missing cipher suite"),
          Map.entry("crl-file", "missing CRLfile path"),
          Map.entry("crt", "missing certificate file path"),
          Map.entry("npn", "missing the comma-delimited NPN protocol suite"),
          Map.entry("sni", "missing sni expression"),
          Map.entry("ssl-max-ver", "missing the ssl/tls version"),
          Map.entry("ssl-min-ver", "missing the ssl/tls version"),
          Map.entry("verify", "missing verify method"),
          Map.entry("verifyhost", "missing hostname to verify against"));

  private static final String[] TLS_FLAGS = {
    "force-sslv3",
    "force-tlsv10",
    "force-tlsv11",
    "force-tlsv12",
    "force-tlsv13",
    "no-ssl-reuse",
    "no-sslv3",
    "no-tls-tickets",
    "no-tlsv10",
    "no-tlsv11",
    "no-tlsv12",
    "no-tlsv13",
    "ssl-reuse",
    "tls-tickets"
  };
}
