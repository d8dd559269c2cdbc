package io.haloom.model.load.proxy;

import io.haloom.config.KeywordTable;
import io.haloom.model.load.line.ProxyLine;
import io.haloom.model.load.line.ProxyWord;
import io.haloom.model.load.word.LineException;
import io.haloom.model.load.word.Refusals;

/** Words of proxy sections that Haloom knows and does not act on yet. */
final class UnsupportedProxyKeywords {
  private static final String PERSIST =
      "is not there yet: 'balance rdp-cookie' leads a user to the same server";

  private UnsupportedProxyKeywords() {}

  static KeywordTable<ProxyWord> table() {
    KeywordTable.Builder<ProxyWord> table = KeywordTable.builder();
    table.refused(
        "max-keep-alive-queue",
        Refusals.NOT_YET,
        line -> {
          if (line.proxy().hasBackend()) {
            throw refused(line, Refusals.NOT_YET);
          }
          line.warn(
              "max-keep-alive-queue will be ignored because %s '%s' has no backend capability"
                  .formatted(line.proxy().typeName(), line.proxy().name()));
        });
    table.refused(
        "max-session-srv-conns",
        Refusals.NOT_YET,
        line -> {
          if (line.wantsFrontend("max-session-srv-conns")) {
            throw refused(line, Refusals.NOT_YET);
          }
        });
    table.refused("stick", Refusals.STICK, UnsupportedProxyKeywords::stick);
    table.refused("stick-table", Refusals.STICK, UnsupportedProxyKeywords::stickTable);
    table.refused(Refusals.COMPRESSION, "compression");
    table.refused(Refusals.FILTERS, "filter");
    table.refused("use-fcgi-app", Refusals.FASTCGI, UnsupportedProxyKeywords::fastCgi);
    table.refused(Refusals.MAILERS, "email-alert");
    table.refused("persist", PERSIST, UnsupportedProxyKeywords::persist);
    return table.build();
  }

  private static LineException refused(ProxyLine line, String note) {
    return new LineException("'" + line.keyword() + "' " + note + ".");
  }

  /** Only backends look for their servers in tables. */
  private static void stick(ProxyLine line) throws LineException {
    line.notInDefaults();
    if (line.wantsBackend("stick")) {
      throw refused(line, Refusals.STICK);
    }
  }

  private static void stickTable(ProxyLine line) throws LineException {
    if (line.proxy().isDefaults()) {
      throw new LineException("'stick-table' is not supported in 'defaults' section.");
    }
    throw refused(line, Refusals.STICK);
  }

  private static void fastCgi(ProxyLine line) throws LineException {
    if (line.proxy().isDefaults() || !line.proxy().hasBackend()) {
      throw new LineException("'use-fcgi-app' only available in backend or listen section");
    }
    if (!line.has(1)) {
      throw new LineException("'use-fcgi-app' expects <name> as argument");
    }
    throw refused(line, Refusals.FASTCGI);
  }

  /** What a frontend says of it has no effect, and no word is said of that. */
  private static void persist(ProxyLine line) throws LineException {
    if (!line.has(1)) {
      throw new LineException("missing persist method.");
    }
    if (!line.word(1).startsWith("rdp-cookie")) {
      throw new LineException("unknown persist method.");
    }
    if (line.proxy().hasBackend()) {
      throw refused(line, PERSIST);
    }
  }
}
