package io.haloom.model.load;

import io.haloom.config.KeywordTable;
import io.haloom.config.KeywordTable.Entry;
import java.util.List;

/** The words of proxy sections that only mean something in HTTP mode. */
final class HttpWords {
  private HttpWords() {}

  static KeywordTable<ProxyWord> table() {
    KeywordTable.Builder<ProxyWord> table = KeywordTable.builder();
    for (KeywordTable<ProxyWord> words :
        List.of(
            HttpRuleKeywords.table(),
            ErrorKeywords.table(),
            CaptureKeywords.table(),
            CookieKeywords.table(),
            HttpKeywords.table())) {
      for (Entry<ProxyWord> entry : words.entries()) {
        table.yes(entry.word(), line -> noted(line, entry.handler()));
      }
    }
    return table.build();
  }

  private static void noted(ProxyLine line, ProxyWord handler) throws LineException {
    line.proxy().http.used(line.keyword(), line.line());
    handler.parse(line);
  }
}
