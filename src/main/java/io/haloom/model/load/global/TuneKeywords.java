package io.haloom.model.load.global;

import io.haloom.config.KeywordTable;
import io.haloom.model.load.line.GlobalWord;
import io.haloom.model.load.line.KeywordLine;
import io.haloom.model.load.word.LineException;

/** {@code tune.*} words that mean something here (HAProxy manual, section 3.2). */
final class TuneKeywords {
  private TuneKeywords() {}

  static KeywordTable<GlobalWord> table() {
    KeywordTable.Builder<GlobalWord> table = KeywordTable.builder();
    for (String word :
        new String[] {
          "tune.rcvbuf.client", "tune.rcvbuf.server", "tune.sndbuf.client", "tune.sndbuf.server"
        }) {
      table.yes(word, GlobalKeywords::onceNumber);
    }
    table.yes("tune.pipesize", line -> number(line, 0, Integer.MAX_VALUE, null));
    table.yes(
        "tune.bufsize",
        line -> number(line, 1, Integer.MAX_VALUE, "expects a positive integer argument."));
    table.yes(
        "tune.maxrewrite",
        line -> number(line, 0, Integer.MAX_VALUE, "expects a positive integer argument."));
    table.yes(
        "tune.http.maxhdr",
        line -> number(line, 1, 32767, "expects a numeric value between 1 and 32767"));
    table.yes("tune.http.logurilen", line -> number(line, 0, Integer.MAX_VALUE, null));
    table.yes("tune.http.cookielen", line -> number(line, 0, Integer.MAX_VALUE, null));
    return table.build();
  }

  private static void number(KeywordLine line, int least, int most, String otherwise)
      throws LineException {
    line.atMost(1);
    if (!line.has(1)) {
      throw new LineException("'" + line.keyword() + "' expects an integer argument.");
    }
    int value = line.integer(1);
    if (otherwise != null && (value < least || value > most)) {
      throw new LineException("'" + line.keyword() + "' " + otherwise);
    }
    line.context().global().numbers.put(line.keyword(), value);
  }
}
