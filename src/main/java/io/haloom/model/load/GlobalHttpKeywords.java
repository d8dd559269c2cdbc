package io.haloom.model.load;

import io.haloom.config.KeywordTable;

/** The words of the global section that concern HTTP/1. */
final class GlobalHttpKeywords {
  static final String FILE = "h1-case-adjust-file";
  static final String ANY_PAYLOAD = "h1-accept-payload-with-any-method";

  private GlobalHttpKeywords() {}

  static KeywordTable<GlobalWord> table() {
    KeywordTable.Builder<GlobalWord> table = KeywordTable.builder();
    table.yes("h1-case-adjust", GlobalHttpKeywords::headerCase);
    table.yes(FILE, GlobalHttpKeywords::headerCaseFile);
    table.yes(
        ANY_PAYLOAD,
        line -> {
          line.atMost(0);
          line.context().global().flags.put(ANY_PAYLOAD, true);
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
    line.context().global().texts.put(FILE, line.word(1));
  }
}
