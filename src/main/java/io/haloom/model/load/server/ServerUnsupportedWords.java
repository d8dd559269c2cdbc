package io.haloom.model.load.server;

import io.haloom.config.KeywordTable;
import io.haloom.model.load.draft.ServerDraft;
import io.haloom.model.load.line.KeywordLine;
import io.haloom.model.load.line.LineWord;
import io.haloom.model.load.line.RefusedWords;
import io.haloom.model.load.word.LineException;
import io.haloom.model.load.word.Refusals;

/** Words of server lines that Haloom knows and does not act on. */
final class ServerUnsupportedWords {
  private static final String STICK_UNUSED = Refusals.unused("stick tables");

  private ServerUnsupportedWords() {}

  static KeywordTable<LineWord<ServerDraft>> table() {
    KeywordTable.Builder<LineWord<ServerDraft>> table = KeywordTable.builder();
    table.refused("namespace", Refusals.NAMESPACE, RefusedWords.skipping(1));
    table.refused("log-proto", "only belongs in a ring section", RefusedWords.skipping(1));
    table.yes("stick", STICK_UNUSED, RefusedWords.skipping(0));
    table.yes("non-stick", STICK_UNUSED, RefusedWords.skipping(0));
    table.yes("ws", ServerUnsupportedWords::websocket);
    for (String word : new String[] {"proto", "check-proto"}) {
      table.yes(word, ServerUnsupportedWords::protocol);
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
}
