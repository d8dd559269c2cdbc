package io.haloom.model.load.bind;

import io.haloom.config.KeywordTable;
import io.haloom.model.load.draft.BindDraft;
import io.haloom.model.load.draft.LoadContext;
import io.haloom.model.load.line.AlpnList;
import io.haloom.model.load.line.ArgumentValidation;
import io.haloom.model.load.line.KeywordLine;
import io.haloom.model.load.line.LineWord;
import io.haloom.model.load.line.RefusedWords;
import io.haloom.model.load.word.LineException;
import io.haloom.model.load.word.Refusals;
import io.haloom.net.TlsException;
import io.haloom.tls.VersionRange;

/** The words of {@code bind} lines about TLS (HAProxy manual, section 5.1). */
final class BindTlsKeywords {
  private static final String[] FLAGS = {
    "ssl",
    "force-sslv3",
    "force-tlsv10",
    "force-tlsv11",
    "force-tlsv12",
    "force-tlsv13",
    "no-sslv3",
    "no-tls-tickets",
    "no-tlsv10",
    "no-tlsv11",
    "no-tlsv12",
    "no-tlsv13",
    "prefer-client-ciphers",
    "strict-sni"
  };

  /** Those with a value that is taken as it is, and what is said where it is missing. */
  private static final String[][] TEXTS = {
    {"ciphers", "missing cipher suite"},
    {"ciphersuites", "missing cipher suite"},
    {"curves", "missing curve suite"},
    {"ecdhe", "missing named curve"}
  };

  private static final String[] REFUSED_VALUES = {"ca-sign-file", "ca-sign-pass", "npn"};

  private static final String[] REFUSED_FLAGS = {"allow-0rtt", "generate-certificates"};

  private BindTlsKeywords() {}

  static void add(KeywordTable.Builder<LineWord<BindDraft>> table) {
    for (String word : FLAGS) {
      table.yes(
          word,
          (line, at, bind) -> {
            VersionRange.note(word, bind.tlsWords);
            return at + 1;
          });
    }
    for (String[] text : TEXTS) {
      table.yes(text[0], (line, at, bind) -> text(line, at, bind, text[1]));
    }
    table.yes("alpn", BindTlsKeywords::alpn);
    table.yes("ssl-min-ver", BindTlsKeywords::version);
    table.yes("ssl-max-ver", BindTlsKeywords::version);
    table.yes("crt", BindTlsKeywords::certificate);
    table.yes("crt-list", BindTlsKeywords::list);
    table.yes("tls-ticket-keys", BindTlsKeywords::ticketKeys);
    BindTrustKeywords.add(table);
    for (String word : REFUSED_FLAGS) {
      table.refused(word, Refusals.TLS, RefusedWords.skipping(0));
    }
    for (String word : REFUSED_VALUES) {
      table.refused(word, Refusals.TLS, RefusedWords.skipping(1));
    }
  }

  private static int text(KeywordLine line, int at, BindDraft bind, String missing)
      throws LineException {
    if (!line.has(at + 1)) {
      throw new LineException("'" + line.word(at) + "' : " + missing);
    }
    bind.tlsWords.put(line.word(at), line.word(at + 1));
    return at + 2;
  }

  private static int version(KeywordLine line, int at, BindDraft bind) throws LineException {
    String word = line.word(at);
    String version = line.word(at + 1);
    if (!ArgumentValidation.TLS_VERSIONS.contains(version)) {
      throw new LineException("'" + word + "' : unknown ssl/tls version '" + version + "'");
    }
    bind.tlsWords.put(word, version);
    return at + 2;
  }

  private static int alpn(KeywordLine line, int at, BindDraft bind) throws LineException {
    String wire = AlpnList.wire(line, at, () -> line.warn(AlpnList.withoutH2("alpn", "clients")));
    if (!wire.isEmpty()) {
      bind.tlsWords.put("alpn", wire);
    }
    return at + 2;
  }

  private static int ticketKeys(KeywordLine line, int at, BindDraft bind) throws LineException {
    if (!line.has(at + 1)) {
      throw new LineException("'tls-ticket-keys' : missing TLS ticket keys file path");
    }
    try {
      bind.ticketKeys = line.context().ticketKeys().load(line.word(at + 1));
    } catch (TlsException e) {
      throw new LineException(e.getMessage());
    }
    return at + 2;
  }

  private static int certificate(KeywordLine line, int at, BindDraft bind) throws LineException {
    String written = location(line, at);
    LoadContext context = line.context();
    try {
      String path = context.global().tls().certificatePath(written);
      bind.certificates.add(context.certificates().named(path));
    } catch (TlsException e) {
      throw new LineException(e.getMessage());
    }
    return at + 2;
  }

  private static int list(KeywordLine line, int at, BindDraft bind) throws LineException {
    String written = location(line, at);
    try {
      bind.certificates.add(line.context().certificates().listed(written, line::warn));
    } catch (TlsException e) {
      throw new LineException("'crt-list' : " + e.getMessage());
    }
    return at + 2;
  }

  private static String location(KeywordLine line, int at) throws LineException {
    if (!line.has(at + 1)) {
      throw new LineException("'" + line.word(at) + "' : missing certificate location");
    }
    return line.word(at + 1);
  }
}
