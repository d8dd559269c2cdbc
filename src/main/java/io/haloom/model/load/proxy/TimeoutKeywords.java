package io.haloom.model.load.proxy;

import io.haloom.config.KeywordTable;
import io.haloom.config.TimeValue;
import io.haloom.config.TimeValue.Problem;
import io.haloom.config.TimeValue.Unit;
import io.haloom.model.load.draft.ProxyDraft;
import io.haloom.model.load.draft.TimeoutName;
import io.haloom.model.load.line.ProxyLine;
import io.haloom.model.load.line.ProxyWord;
import io.haloom.model.load.word.LineException;
import java.util.Objects;

/** {@code timeout} and the words it had before HAProxy 1.3.14 (HAProxy manual, section 4.2). */
final class TimeoutKeywords {
  private TimeoutKeywords() {}

  static KeywordTable<ProxyWord> table() {
    KeywordTable.Builder<ProxyWord> table = KeywordTable.builder();
    table.yes("timeout", TimeoutKeywords::timeout);
    old(table, "clitimeout", TimeoutName.CLIENT);
    old(table, "srvtimeout", TimeoutName.SERVER);
    old(table, "contimeout", TimeoutName.CONNECT);
    return table.build();
  }

  private static void old(KeywordTable.Builder<ProxyWord> table, String word, TimeoutName name) {
    table.warned(
        word,
        "is the old form of 'timeout " + name.word() + "'",
        line -> {
          set(line, name, 1);
          line.warn(
              "'%s' is not supported any more by HAProxy, write 'timeout %s %s' instead."
                  .formatted(word, name.word(), line.word(1)));
        });
  }

  private static void timeout(ProxyLine line) throws LineException {
    TimeoutName name = TimeoutName.of(line.word(1));
    if (name == null) {
      throw new LineException(
          "'timeout' supports 'client', 'server', 'connect', 'check', 'queue', 'http-keep-alive',"
              + " 'http-request', 'tunnel', 'tarpit', 'client-fin' and 'server-fin' (got '"
              + line.word(1)
              + "')");
    }
    set(line, name, 2);
  }

  private static void set(ProxyLine line, TimeoutName name, int at) throws LineException {
    String word = name.word();
    if (!line.has(at)) {
      throw new LineException("'timeout " + word + "' expects an integer value (in milliseconds)");
    }
    TimeValue.Parsed time = line.time(at, Unit.MS);
    if (time.problem() == Problem.OVERFLOW) {
      throw new LineException(
          "timer overflow in argument '%s' to 'timeout %s' (maximum value is 2147483647 ms or ~24.8 days)"
              .formatted(line.word(at), word));
    }
    if (!time.ok()) {
      throw new LineException(
          "unexpected character '%c' in 'timeout %s'".formatted(time.unexpected(), word));
    }
    if (line.has(at + 1)) {
      throw new LineException(
          "'timeout %s' : unexpected extra argument '%s' after value '%s'."
              .formatted(word, line.word(at + 1), line.word(at)));
    }
    ProxyDraft proxy = line.proxy();
    if (!name.fits(proxy.hasFrontend(), proxy.hasBackend())) {
      line.warn(
          "'timeout %s' will be ignored because %s '%s' has no %s capability"
              .formatted(word, proxy.typeName(), proxy.name(), name.side()));
    } else if (!proxy.isDefaults()
        && !Objects.equals(proxy.timeouts.get(name), proxy.defaultTimeouts.get(name))) {
      line.warn("overwriting 'timeout " + word + "' which was already specified");
    }
    proxy.timeouts.put(name, time.value());
  }
}
