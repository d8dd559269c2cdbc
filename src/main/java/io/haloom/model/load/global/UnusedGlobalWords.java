package io.haloom.model.load.global;

import io.haloom.config.KeywordTable;
import io.haloom.model.load.line.ArgumentValidation;
import io.haloom.model.load.line.GlobalWord;
import io.haloom.model.load.word.Refusals;

/**
 * Words of the global section that concern what Haloom does not have. They have no effect with
 * HAProxy either where nothing uses it, and what would use it is refused; so nothing is said.
 */
final class UnusedGlobalWords {
  private final KeywordTable.Builder<GlobalWord> table;
  private final String note;

  /**
   * @param feature what the words concern
   */
  UnusedGlobalWords(KeywordTable.Builder<GlobalWord> table, String feature) {
    this.table = table;
    this.note = Refusals.unused(feature);
  }

  /** Adds words whose arguments are checked and go nowhere. */
  void word(ArgumentValidation arguments, String... words) {
    for (String word : words) {
      table.yes(word, note, arguments::validate);
    }
  }
}
