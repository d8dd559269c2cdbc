package io.haloom.model.load;

import io.haloom.config.KeywordTable;

/** Words of server lines that Haloom knows and does not act on. */
final class ServerUnsupportedWords {
  private ServerUnsupportedWords() {}

  static KeywordTable<LineWord<ServerDraft>> table() {
    KeywordTable.Builder<LineWord<ServerDraft>> table = KeywordTable.builder();
    table.refused(
        Refusals.TLS,
        "ssl",
        "check-ssl",
        "send-proxy-v2-ssl",
        "send-proxy-v2-ssl-cn",
        "allow-0rtt");
    table.refused(Refusals.NAMESPACE, "namespace");
    table.refused("only belongs in a ring section", "log-proto");
    for (String word : TLS_VALUES) {
      without(table, word, Refusals.TLS_UNUSED, 2);
    }
    for (String word : TLS_FLAGS) {
      without(table, word, Refusals.TLS_UNUSED, 1);
    }
    without(table, "stick", "is without effect: Haloom does not have stick tables yet", 1);
    without(table, "non-stick", "is without effect: Haloom does not have stick tables yet", 1);
    table.yes("ws", ServerUnsupportedWords::websocket);
    for (String word : new String[] {"proto", "check-proto"}) {
      table.yes(word, ServerUnsupportedWords::protocol);
    }
    for (String word :
        new String[] {
          "no-ssl", "no-check-ssl", "no-send-proxy-v2-ssl", "no-send-proxy-v2-ssl-cn"
        }) {
      ServerWords.flag(table, word, server -> {});
    }
    return table.build();
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

  private static void without(
      KeywordTable.Builder<LineWord<ServerDraft>> table, String word, String note, int words) {
    table.warned(
        word,
        note,
        (line, at, server) -> {
          line.warn("'" + word + "' " + note + ".");
          return at + words;
        });
  }

  private static final String[] TLS_VALUES = {
    "alpn",
    "ca-file",
    "check-alpn",
    "check-sni",
    "ciphers",
    "ciphersuites",
    "crl-file",
    "crt",
    "npn",
    "sni",
    "ssl-max-ver",
    "ssl-min-ver",
    "verify",
    "verifyhost"
  };

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
