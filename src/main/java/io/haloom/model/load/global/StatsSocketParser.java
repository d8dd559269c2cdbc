package io.haloom.model.load.global;

import io.haloom.config.TimeValue;
import io.haloom.config.TimeValue.Problem;
import io.haloom.config.TimeValue.Unit;
import io.haloom.model.load.address.AddressException;
import io.haloom.model.load.bind.BindParser;
import io.haloom.model.load.draft.BindDraft;
import io.haloom.model.load.draft.GlobalDraft;
import io.haloom.model.load.line.KeywordLine;
import io.haloom.model.load.word.LineException;

/** {@code stats} in the global section: the sockets for commands (HAProxy manual, section 3.1). */
final class StatsSocketParser {
  private StatsSocketParser() {}

  static void parse(KeywordLine line) throws LineException {
    GlobalDraft global = line.context().global();
    global.statsWritten |= !line.word(1).equals("bind-process");
    switch (line.word(1)) {
      case "socket" -> socket(line, global);
      case "timeout" -> global.statsTimeoutMillis = timeout(line);
      case "maxconn" -> {
        int maxconn = line.integer(2);
        if (maxconn <= 0) {
          throw new LineException("'stats maxconn' expects a positive value");
        }
        global.statsMaxconn = maxconn;
      }
      case "bind-process" ->
          line.warn("'stats bind-process' is without effect: there is one process.");
      default ->
          throw new LineException(
              "'stats' only supports 'socket', 'maxconn', 'bind-process' and 'timeout' (got '"
                  + line.word(1)
                  + "')");
    }
  }

  private static void socket(KeywordLine line, GlobalDraft global) throws LineException {
    if (!line.has(2)) {
      throw new LineException(
          "'stats socket' in global section expects an address or a path to a UNIX socket");
    }
    BindDraft bind;
    try {
      bind = BindParser.addresses(line, 2);
    } catch (AddressException e) {
      throw new LineException(
          "parsing [%s] : 'stats socket' : %s".formatted(line.line().location(), e.getMessage()));
    }
    try {
      BindParser.words(
          line,
          3,
          bind,
          (word, nearest) ->
              new LineException(
                  nearest == null
                      ? "unknown keyword '" + word + "'."
                      : "unknown keyword '" + word + "'. Did you mean '" + nearest + "' maybe ?"));
    } catch (LineException e) {
      boolean unknown = e.getMessage().startsWith("unknown keyword ");
      throw new LineException(
          unknown
              ? "'stats socket' : " + e.getMessage()
              : "'stats socket' : '" + e.getMessage() + "'");
    }
    global.statsBinds.addAll(bind.build("", true));
  }

  private static int timeout(KeywordLine line) throws LineException {
    TimeValue.Parsed time = line.time(2, Unit.MS);
    if (time.problem() == Problem.OVERFLOW) {
      throw new LineException(
          "timer overflow in argument '%s' to 'stats timeout' (maximum value is 2147483647 ms or ~24.8 days)"
              .formatted(line.word(2)));
    }
    if (!time.ok()) {
      throw new LineException("'stats timeout' : unexpected character '" + time.unexpected() + "'");
    }
    if (time.value() == 0) {
      throw new LineException("'stats timeout' expects a positive value");
    }
    return time.value();
  }
}
