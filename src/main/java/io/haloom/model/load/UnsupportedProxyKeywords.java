package io.haloom.model.load;

import io.haloom.config.KeywordTable;

/** Words of proxy sections that Haloom knows and does not act on yet. */
final class UnsupportedProxyKeywords {
  private UnsupportedProxyKeywords() {}

  static KeywordTable<ProxyWord> table() {
    KeywordTable.Builder<ProxyWord> table = KeywordTable.builder();
    table.refused(Refusals.NOT_YET, "max-keep-alive-queue", "max-session-srv-conns");
    table.refused(Refusals.STICK, "stick", "stick-table");
    table.refused(Refusals.COMPRESSION, "compression");
    table.refused(Refusals.FILTERS, "filter");
    table.refused(Refusals.FASTCGI, "use-fcgi-app");
    table.refused(Refusals.MAILERS, "email-alert");
    table.refused(
        "is not there yet: 'balance rdp-cookie' leads a user to the same server", "persist");
    return table.build();
  }
}
