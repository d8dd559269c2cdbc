package io.haloom.model.load.bind;

import io.haloom.config.Diagnostics;
import io.haloom.config.KeywordTable;
import io.haloom.model.load.draft.BindDraft;
import io.haloom.model.load.draft.LoadContext;
import io.haloom.model.load.line.AlpnWord;
import io.haloom.model.load.line.KeywordLine;
import io.haloom.model.load.line.LineWord;
import io.haloom.model.load.word.LineException;
import io.haloom.net.TlsException;
import io.haloom.tls.CertificateStore;
import io.haloom.tls.TlsValues;
import io.haloom.tls.VersionRange;

/** The words of {@code bind} lines about TLS (HAProxy manual, section 5.1). */
final class BindTlsKeywords {
  private static final String[] FLAGS = {
    "allow-0rtt",
    "ssl",
    "force-sslv3",
    "force-tlsv10",
    "force-tlsv11",
    "force-tlsv12",
    "force-tlsv13",
    "generate-certificates",
    "no-sslv3",
    "no-tls-tickets",
    "no-tlsv10",
    "no-tlsv11",
    "no-tlsv12",
    "no-tlsv13",
    "prefer-client-ciphers",
    "strict-sni"
  };

  private static final String[] TEXTS = {"ciphers", "ciphersuites", "curves", "ecdhe"};

  private static final String NO_PASSWORD =
      "is without effect, as with HAProxy: the key of 'ca-sign-file' has to be there in the clear";

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
    for (String word : TEXTS) {
      value(table, word, TlsValues::text);
    }
    value(table, "ssl-min-ver", TlsValues::version);
    value(table, "ssl-max-ver", TlsValues::version);
    table.yes("alpn", BindTlsKeywords::protocols);
    table.yes("npn", BindTlsKeywords::protocols);
    table.yes("crt", BindTlsKeywords::certificate);
    table.yes("crt-list", BindTlsKeywords::list);
    table.yes("tls-ticket-keys", BindTlsKeywords::ticketKeys);
    BindTrustKeywords.add(table);
    table.yes("ca-sign-file", BindTlsKeywords::signer);
    table.warned("ca-sign-pass", NO_PASSWORD, BindTlsKeywords::signerPassword);
  }

  private interface Value {
    String of(String word, String written) throws TlsException;
  }

  private static void value(
      KeywordTable.Builder<LineWord<BindDraft>> table, String word, Value value) {
    table.yes(
        word,
        (line, at, bind) -> {
          try {
            bind.tlsWords.put(word, value.of(word, line.word(at + 1)));
          } catch (TlsException e) {
            throw new LineException(e.getMessage());
          }
          return at + 2;
        });
  }

  private static int protocols(KeywordLine line, int at, BindDraft bind) throws LineException {
    String word = line.word(at);
    String wire = AlpnWord.wire(line, at);
    if (!wire.isEmpty()) {
      bind.tlsWords.put(word, wire);
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
      String path = context.tls().certificatePath(written);
      bind.certificates.add(context.certificates().named(path));
    } catch (TlsException e) {
      throw new LineException(e.getMessage());
    }
    return at + 2;
  }

  private static int list(KeywordLine line, int at, BindDraft bind) throws LineException {
    String written = location(line, at);
    try {
      Diagnostics diagnostics = line.context().diagnostics();
      CertificateStore.Told told =
          new CertificateStore.Told(line::warn, diagnostics::warning, diagnostics::alert);
      bind.certificates.add(line.context().certificates().listed(written, told));
    } catch (TlsException e) {
      throw new LineException("'crt-list' : " + e.getMessage());
    }
    return at + 2;
  }

  private static int signer(KeywordLine line, int at, BindDraft bind) throws LineException {
    if (!line.has(at + 1)) {
      throw new LineException("'ca-sign-file' : missing CAfile path");
    }
    String path = line.context().tls().authorityPath(line.word(at + 1));
    bind.tlsWords.put("ca-sign-file", path);
    return at + 2;
  }

  private static int signerPassword(KeywordLine line, int at, BindDraft bind) throws LineException {
    if (!line.has(at + 1)) {
      throw new LineException("'ca-sign-pass' : missing CAkey password");
    }
    line.warn("'ca-sign-pass' " + NO_PASSWORD + ".");
    return at + 2;
  }

  private static String location(KeywordLine line, int at) throws LineException {
    if (!line.has(at + 1)) {
      throw new LineException("'" + line.word(at) + "' : missing certificate location");
    }
    return line.word(at + 1);
  }
}
