package io.haloom.model.load.server;

import io.haloom.config.KeywordTable;
import io.haloom.model.load.draft.ServerDraft;
import io.haloom.model.load.line.LineWord;
import io.haloom.model.load.line.RefusedWords;
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
    return table.build();
  }
}
