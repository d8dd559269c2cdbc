package io.haloom.model.load;

import io.haloom.config.KeywordTable;
import io.haloom.model.ProxyCheckConfig.Type;

/** {@code option *-check}: what is spoken to find out whether a server works. */
final class CheckOptions {
  private CheckOptions() {}

  static KeywordTable<ProxyWord> options() {
    KeywordTable.Builder<ProxyWord> table = KeywordTable.builder();
    table.yes("tcp-check", line -> plain(line, Type.TCP_CHECK));
    return table.build();
  }

  private static void plain(ProxyLine line, Type type) throws LineException {
    OptionKeywords.positive(line);
    line.wantsBackend(line.word(1));
    line.atMost(0, 1);
    line.proxy().backend.check.type = type;
  }
}
