package io.haloom.model.load.global;

import io.haloom.config.Environment;
import io.haloom.config.KeywordTable;
import io.haloom.model.load.line.GlobalWord;
import io.haloom.model.load.line.KeywordLine;
import io.haloom.model.load.word.LineException;

/**
 * {@code setenv}, {@code presetenv}, {@code unsetenv}, {@code resetenv} (HAProxy manual, section
 * 3.1).
 */
final class EnvironmentKeywords {
  private EnvironmentKeywords() {}

  static KeywordTable<GlobalWord> table() {
    KeywordTable.Builder<GlobalWord> table = KeywordTable.builder();
    table.yes("setenv", line -> set(line, true));
    table.yes("presetenv", line -> set(line, false));
    table.yes("unsetenv", EnvironmentKeywords::unset);
    table.yes("resetenv", line -> line.context().environment().retain(line.from(1)));
    return table.build();
  }

  private static void set(KeywordLine line, boolean overwrite) throws LineException {
    line.atMost(2);
    if (!line.has(2)) {
      throw LineException.tight("'" + line.keyword() + "' expects a name and a value.");
    }
    if (line.word(1).isEmpty()) {
      throw LineException.tight(
          "'" + line.keyword() + "' failed on variable '' : Invalid argument.");
    }
    Environment environment = line.context().environment();
    if (overwrite) {
      environment.set(line.word(1), line.word(2));
    } else {
      environment.preset(line.word(1), line.word(2));
    }
  }

  private static void unset(KeywordLine line) throws LineException {
    if (!line.has(1)) {
      throw LineException.tight("'unsetenv' expects at least one variable name.");
    }
    line.from(1).forEach(line.context().environment()::unset);
  }
}
