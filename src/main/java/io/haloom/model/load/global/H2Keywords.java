package io.haloom.model.load.global;

import static io.haloom.model.load.line.ArgumentValidation.givenRange;
import static io.haloom.model.load.line.ArgumentValidation.none;
import static io.haloom.model.load.line.ArgumentValidation.range;

import io.haloom.config.KeywordTable;
import io.haloom.model.load.line.ArgumentValidation;
import io.haloom.model.load.line.GlobalWord;
import io.haloom.model.load.word.Numbers;
import java.util.List;

/** What the global section says of HTTP/2 (HAProxy manual, section 3.2). */
final class H2Keywords {
  /** Those of {@code fe} and {@code be} are of HAProxy 2.8 to 3.0. */
  private static final List<String> POSITIVE =
      List.of(
          "initial-window-size",
          "max-concurrent-streams",
          "fe.initial-window-size",
          "be.initial-window-size",
          "fe.max-concurrent-streams",
          "be.max-concurrent-streams",
          "fe.max-total-streams",
          "fe.glitches-threshold",
          "be.glitches-threshold");

  private H2Keywords() {}

  static KeywordTable<GlobalWord> table() {
    KeywordTable.Builder<GlobalWord> table = KeywordTable.builder();
    table.yes(
        "h2-workaround-bogus-websocket-clients",
        line -> {
          none().validate(line);
          line.context().global().h2WithoutWebsocket = true;
        });
    number(
        table,
        "tune.h2.header-table-size",
        givenRange(4096, 65536, "expects a numeric value between 4096 and 65536."));
    for (String word : POSITIVE) {
      number(
          table,
          "tune.h2." + word,
          range(0, Integer.MAX_VALUE, UnsupportedGlobalKeywords.SPACED_POSITIVE));
    }
    number(
        table,
        "tune.h2.max-frame-size",
        givenRange(16384, 16777215, "expects a numeric value between 16384 and 16777215."));
    return table.build();
  }

  private static void number(
      KeywordTable.Builder<GlobalWord> table, String word, ArgumentValidation arguments) {
    table.yes(
        word,
        line -> {
          arguments.validate(line);
          line.context().global().numbers.put(word, Numbers.leading(line.word(1)));
        });
  }
}
