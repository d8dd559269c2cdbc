package io.haloom.model.load;

import io.haloom.config.KeywordTable;
import io.haloom.config.KeywordTable.Entry;
import io.haloom.config.KeywordTable.Support;
import io.haloom.config.Line;
import io.haloom.config.SectionParser;
import io.haloom.config.Suggest;

/** The {@code global} section. */
final class GlobalSection implements SectionParser {
  private static final KeywordTable<GlobalWord> WORDS = GlobalKeywords.table();

  private final LoadContext context;

  GlobalSection(LoadContext context) {
    this.context = context;
  }

  static KeywordTable<GlobalWord> words() {
    return WORDS;
  }

  @Override
  public void parse(Line line) {
    KeywordLine keyword = new KeywordLine(context, line);
    try {
      if (line.get(0).equals("global")) {
        keyword.atMost(0);
      } else {
        word(keyword);
      }
    } catch (LineException e) {
      context.diagnostics().alert(e.text(line.location()));
    }
  }

  private static void word(KeywordLine line) throws LineException {
    Entry<GlobalWord> entry = WORDS.find(line.keyword());
    if (entry == null) {
      throw new LineException(
          "unknown keyword '"
              + line.keyword()
              + "' in 'global' section"
              + Suggest.hint(line.keyword(), WORDS.words()));
    }
    if (entry.support() == Support.REFUSED) {
      throw new LineException(Refusals.refused(entry));
    }
    entry.handler().parse(line);
  }
}
