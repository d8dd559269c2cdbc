package io.haloom.model.load.proxy;

import io.haloom.config.KeywordTable;
import io.haloom.model.HttpConfig.Reuse;
import io.haloom.model.load.line.ProxyLine;
import io.haloom.model.load.line.ProxyWord;
import io.haloom.model.load.word.LineException;
import java.util.List;
import java.util.Locale;

/**
 * {@code monitor-uri}, {@code unique-id-header}, {@code http-reuse} and {@code
 * http-send-name-header}.
 */
final class HttpKeywords {
  private HttpKeywords() {}

  static KeywordTable<ProxyWord> table() {
    KeywordTable.Builder<ProxyWord> table = KeywordTable.builder();
    table.yes("monitor-uri", HttpKeywords::monitorUri);
    table.yes("unique-id-header", HttpKeywords::uniqueIdHeader);
    table.yes("http-reuse", HttpKeywords::reuse);
    table.yes("http-send-name-header", HttpKeywords::sendNameHeader);
    return table.build();
  }

  private static void monitorUri(ProxyLine line) throws LineException {
    line.wantsFrontend("monitor-uri");
    line.atMost(1);
    if (!line.has(1)) {
      throw new LineException("'monitor-uri' expects an URI.");
    }
    line.proxy().http.monitorUri = line.word(1);
  }

  private static void uniqueIdHeader(ProxyLine line) throws LineException {
    if (!line.has(1)) {
      throw new LineException("unique-id-header expects an argument.");
    }
    line.proxy().http.uniqueIdHeader = CaptureKeywords.headerName(line.word(1));
  }

  private static void reuse(ProxyLine line) throws LineException {
    line.wantsBackend("http-reuse");
    if (!List.of("never", "safe", "aggressive", "always").contains(line.word(1))) {
      throw new LineException(
          "'http-reuse' only supports 'never', 'safe', 'aggressive', 'always'.");
    }
    line.atMost(0, 1);
    line.proxy().http.reuse = Reuse.valueOf(line.word(1).toUpperCase(Locale.ROOT));
  }

  private static void sendNameHeader(ProxyLine line) throws LineException {
    line.wantsBackend("http-send-name-header");
    if (!line.has(1)) {
      throw new LineException("'http-send-name-header' requires a header string.");
    }
    line.proxy().http.sendNameHeader = CaptureKeywords.headerName(line.word(1));
  }
}
