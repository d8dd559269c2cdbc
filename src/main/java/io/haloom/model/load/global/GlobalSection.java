package io.haloom.model.load.global;

import io.haloom.config.KeywordTable;
import io.haloom.config.KeywordTable.Entry;
import io.haloom.config.KeywordTable.Support;
import io.haloom.config.Line;
import io.haloom.config.SectionParser;
import io.haloom.config.Suggest;
import io.haloom.model.load.draft.LoadContext;
import io.haloom.model.load.line.GlobalWord;
import io.haloom.model.load.line.KeywordLine;
import io.haloom.model.load.word.LineException;
import io.haloom.model.load.word.Refusals;
import java.util.List;
import java.util.stream.Stream;

/** The {@code global} section. */
public final class GlobalSection implements SectionParser {
  private static final KeywordTable<GlobalWord> WORDS = table();

  /** A misspelt word may have been meant to open the next section. */
  private static final List<String> KNOWN =
      Stream.concat(
              WORDS.words().stream(),
              Stream.of(
                  "listen", "frontend", "backend", "defaults", "global", "peers", "resolvers"))
          .toList();

  private final LoadContext context;

  public GlobalSection(LoadContext context) {
    this.context = context;
  }

  private static KeywordTable<GlobalWord> table() {
    KeywordTable.Builder<GlobalWord> table = KeywordTable.builder();
    table.addAll(GlobalKeywords.table());
    table.addAll(EnvironmentKeywords.table());
    table.addAll(TuneKeywords.table());
    table.addAll(H2Keywords.table());
    table.addAll(GlobalCertificateKeywords.table());
    table.addAll(GlobalHttpKeywords.table());
    table.addAll(GlobalVariables.table());
    table.addAll(HandshakeKeywords.table());
    table.addAll(TlsGlobalKeywords.table());
    table.addAll(UnsupportedGlobalKeywords.table());
    return table.build();
  }

  public static KeywordTable<GlobalWord> words() {
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
              + Suggest.hint(line.keyword(), KNOWN));
    }
    if (entry.support() == Support.REFUSED && entry.handler() == null) {
      throw new LineException(Refusals.refused(entry));
    }
    entry.handler().parse(line);
  }
}
