package io.haloom.model.load.server;

import io.haloom.config.KeywordTable;
import io.haloom.model.ServerConfig.WebSocket;
import io.haloom.model.load.draft.ServerDraft;
import io.haloom.model.load.line.KeywordLine;
import io.haloom.model.load.line.LineWord;
import io.haloom.model.load.word.LineException;
import io.haloom.model.load.word.Refusals;
import java.util.Set;

/** Words of server lines that say which version of HTTP is spoken. */
final class ServerProtocolWords {
  private static final Set<String> KNOWN = Set.of("none", "h1", "h2");

  private ServerProtocolWords() {}

  static KeywordTable<LineWord<ServerDraft>> table() {
    KeywordTable.Builder<LineWord<ServerDraft>> table = KeywordTable.builder();
    table.yes(
        "proto",
        (line, at, server) -> {
          server.protocol = protocol(line, at);
          return at + 2;
        });
    table.yes(
        "check-proto",
        (line, at, server) -> {
          server.checkProtocol = protocol(line, at);
          return at + 2;
        });
    table.yes("ws", ServerProtocolWords::websocket);
    return table.build();
  }

  private static String protocol(KeywordLine line, int at) throws LineException {
    String word = line.word(at);
    String protocol = line.word(at + 1);
    if (protocol.isEmpty()) {
      throw new LineException("'" + word + "' : missing value");
    }
    if (protocol.equals("fcgi")) {
      throw new LineException("'" + word + " fcgi' " + Refusals.FASTCGI);
    }
    if (!KNOWN.contains(protocol)) {
      throw new LineException("'" + word + "' :  unknown MUX protocol '" + protocol + "'");
    }
    return protocol;
  }

  private static int websocket(KeywordLine line, int at, ServerDraft server) throws LineException {
    server.websocket =
        switch (line.word(at + 1)) {
          case "auto" -> WebSocket.AUTO;
          case "h1" -> WebSocket.H1;
          case "h2" -> WebSocket.H2;
          default -> throw new LineException("'ws' has to be 'auto', 'h1' or 'h2'");
        };
    return at + 2;
  }
}
