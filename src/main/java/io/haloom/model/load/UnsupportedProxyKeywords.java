package io.haloom.model.load;

import io.haloom.config.KeywordTable;

/** Words of proxy sections that Haloom knows and does not act on yet. */
final class UnsupportedProxyKeywords {
  private UnsupportedProxyKeywords() {}

  static KeywordTable<ProxyWord> table() {
    KeywordTable.Builder<ProxyWord> table = KeywordTable.builder();
    table.refused(Refusals.HTTP, "max-keep-alive-queue", "max-session-srv-conns");
    table.refused(Refusals.STICK, "stick", "stick-table");
    table.refused(Refusals.COMPRESSION, "compression");
    table.refused(Refusals.FILTERS, "filter");
    table.refused(Refusals.FASTCGI, "use-fcgi-app");
    table.refused(Refusals.MAILERS, "email-alert");
    table.refused("needs RDP cookies, which Haloom does not have yet", "persist");
    return table.build();
  }
}
