package io.haloom.model.load.server;

import io.haloom.config.KeywordTable;
import io.haloom.config.TimeValue;
import io.haloom.model.load.draft.ServerDraft;
import io.haloom.model.load.line.KeywordLine;
import io.haloom.model.load.line.LineWord;
import io.haloom.model.load.word.LineException;
import io.haloom.model.load.word.Numbers;

/** {@code pool-max-conn}, {@code pool-low-conn}, {@code pool-purge-delay} and {@code max-reuse}. */
final class ServerPoolWords {
  private ServerPoolWords() {}

  static KeywordTable<LineWord<ServerDraft>> table() {
    KeywordTable.Builder<LineWord<ServerDraft>> table = KeywordTable.builder();
    ServerWordTable.value(table, "pool-max-conn", ServerPoolWords::maxConn);
    ServerWordTable.value(table, "pool-low-conn", ServerPoolWords::lowConn);
    ServerWordTable.value(table, "pool-purge-delay", ServerPoolWords::purgeDelay);
    ServerWordTable.value(table, "max-reuse", ServerPoolWords::maxReuse);
    return table.build();
  }

  private static int number(String word, String text) throws LineException {
    if (text.isEmpty()) {
      throw new LineException("'" + word + "' expects <value> as argument.\n");
    }
    return Numbers.leading(text);
  }

  private static void maxConn(ServerDraft server, KeywordLine line, String text)
      throws LineException {
    int value = number("pool-max-conn", text);
    if (value < -1) {
      throw new LineException("'pool-max-conn' must be >= -1");
    }
    server.pool = server.pool.withMaxConn(value);
  }

  private static void lowConn(ServerDraft server, KeywordLine line, String text)
      throws LineException {
    server.pool = server.pool.withLowConn(number("pool-low-conn", text));
  }

  private static void maxReuse(ServerDraft server, KeywordLine line, String text)
      throws LineException {
    server.pool = server.pool.withMaxReuse(number("max-reuse", text));
  }

  private static void purgeDelay(ServerDraft server, KeywordLine line, String text)
      throws LineException {
    if (text.isEmpty()) {
      throw new LineException("'pool-purge-delay' expects <value> as argument.\n");
    }
    TimeValue.Parsed time = line.time(text, TimeValue.Unit.MS);
    if (time.problem() == TimeValue.Problem.OVERFLOW) {
      throw new LineException(
          "timer overflow in argument '%s' to 'pool-purge-delay' (maximum value is 2147483647 ms or ~24.8 days)"
              .formatted(text));
    }
    if (!time.ok()) {
      throw new LineException(
          "unexpected character '%c' in argument to <pool-purge-delay>.\n"
              .formatted(time.unexpected()));
    }
    server.pool = server.pool.withPurgeDelay(time.value());
  }
}
