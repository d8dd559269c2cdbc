package io.haloom.model.load.server;

import io.haloom.config.KeywordTable;
import io.haloom.model.load.draft.ServerDraft;
import io.haloom.model.load.line.KeywordLine;
import io.haloom.model.load.line.LineWord;
import io.haloom.model.load.word.LineException;

/** Puts the common kinds of words of server lines into their tables. */
final class ServerWordTable {
  private ServerWordTable() {}

  interface Flag {
    void set(ServerDraft server);
  }

  interface Value {
    void set(ServerDraft server, KeywordLine line, String value) throws LineException;
  }

  static void flag(KeywordTable.Builder<LineWord<ServerDraft>> table, String word, Flag flag) {
    table.yes(
        word,
        (line, at, server) -> {
          flag.set(server);
          return at + 1;
        });
  }

  static void value(KeywordTable.Builder<LineWord<ServerDraft>> table, String word, Value value) {
    table.yes(
        word,
        (line, at, server) -> {
          value.set(server, line, line.word(at + 1));
          return at + 2;
        });
  }
}
