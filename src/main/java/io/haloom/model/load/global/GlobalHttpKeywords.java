package io.haloom.model.load.global;

import io.haloom.config.KeywordTable;
import io.haloom.model.load.draft.GlobalDraft;
import io.haloom.model.load.line.GlobalWord;
import io.haloom.model.load.line.KeywordLine;
import io.haloom.model.load.word.LineException;

/** The words of the global section that concern HTTP/1. */
final class GlobalHttpKeywords {
  private GlobalHttpKeywords() {}

  static KeywordTable<GlobalWord> table() {
    KeywordTable.Builder<GlobalWord> table = KeywordTable.builder();
    table.yes("h1-case-adjust", GlobalHttpKeywords::headerCase);
    table.yes(GlobalDraft.HEADER_CASE_FILE, GlobalHttpKeywords::headerCaseFile);
    table.yes(
        GlobalDraft.ANY_PAYLOAD,
        line -> {
          line.atMost(0);
          line.context().global().flags.put(GlobalDraft.ANY_PAYLOAD, true);
        });
    return table.build();
  }

  private static void headerCase(KeywordLine line) throws LineException {
    line.atMost(2);
    if (!line.has(1) || !line.has(2)) {
      throw new LineException("'" + line.keyword() + "' expects <from> and <to> as argument.");
    }
    HeaderCaseFile.add(line.context().global().headerCase, line.word(1), line.word(2));
  }

  /** Only the last file counts. */
  private static void headerCaseFile(KeywordLine line) throws LineException {
    line.atMost(1);
    if (!line.has(1)) {
      throw new LineException("'" + line.keyword() + "' expects <file> as argument.");
    }
    line.context().global().texts.put(GlobalDraft.HEADER_CASE_FILE, line.word(1));
  }
}
