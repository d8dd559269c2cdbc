package io.haloom.model.load.server;

import io.haloom.config.Diagnostics;
import io.haloom.config.KeywordTable;
import io.haloom.model.load.draft.LoadContext;
import io.haloom.model.load.draft.ServerDraft;
import io.haloom.model.load.line.AlpnWord;
import io.haloom.model.load.line.KeywordLine;
import io.haloom.model.load.line.LineWord;
import io.haloom.model.load.line.ProxyLine;
import io.haloom.model.load.line.TlsVersions;
import io.haloom.model.load.word.LineException;
import io.haloom.net.TlsException;
import io.haloom.sample.Checkpoint;
import io.haloom.sample.CompileException;
import io.haloom.sample.Expression;
import io.haloom.sample.Source;
import io.haloom.sample.compile.ExpressionParser;
import io.haloom.tls.StoredTrust;
import io.haloom.tls.TlsValues;
import io.haloom.tls.TrustStores;
import java.util.List;
import java.util.Map;

/** Words of server lines about TLS (HAProxy manual, section 5.2). */
final class ServerTlsWords {
  private static final String NO_EARLY_DATA =
      "is without effect: Haloom sends no early data to servers; with HAProxy 2.6, a request whose"
          + " bytes are to be early gets a 502";

  private static final String[] FLAGS = {
    "no-sslv3", "no-tlsv10", "no-tlsv11", "no-tlsv12", "no-tlsv13"
  };

  /** What takes a word of before back, both ways. */
  private static final Map<String, String> OPPOSITES =
      Map.of(
          "tls-tickets", "no-tls-tickets",
          "no-tls-tickets", "tls-tickets",
          "ssl-reuse", "no-ssl-reuse",
          "no-ssl-reuse", "ssl-reuse");

  private ServerTlsWords() {}

  static KeywordTable<LineWord<ServerDraft>> table() {
    KeywordTable.Builder<LineWord<ServerDraft>> table = KeywordTable.builder();
    ServerWordTable.flag(table, "ssl", s -> s.tls.use = 1);
    ServerWordTable.flag(table, "no-ssl", s -> s.tls.use = -1);
    ServerWordTable.flag(table, "check-ssl", s -> s.tls.check = 1);
    ServerWordTable.flag(table, "no-check-ssl", s -> s.tls.check = -1);
    for (String word : FLAGS) {
      ServerWordTable.flag(table, word, s -> s.tls.words.put(word, ""));
    }
    for (String word : TlsVersions.FORCING) {
      ServerWordTable.flag(table, word, s -> TlsVersions.force(s.tls.words, word));
    }
    OPPOSITES.forEach((word, opposite) -> ServerWordTable.flag(table, word, s -> turn(s, word)));
    texts(table);
    table.yes(
        "alpn",
        (line, at, server) -> {
          server.tls.words.put("alpn", AlpnWord.wire(line, at));
          return at + 2;
        });
    table.yes(
        "npn",
        (line, at, server) -> {
          String wire = AlpnWord.wire(line, at);
          if (!wire.isEmpty()) {
            server.tls.words.put("npn", wire);
          }
          return at + 2;
        });
    table.yes(
        "check-alpn",
        (line, at, server) -> {
          server.tls.checkAlpn = AlpnWord.wire(line, at);
          return at + 2;
        });
    table.warned("allow-0rtt", NO_EARLY_DATA, ServerTlsWords::earlyData);
    return table.build();
  }

  private static void turn(ServerDraft server, String word) {
    server.tls.words.remove(OPPOSITES.get(word));
    server.tls.words.put(word, "");
  }

  private static void texts(KeywordTable.Builder<LineWord<ServerDraft>> table) {
    text(table, "ciphers", "missing cipher suite");
    text(table, "ciphersuites", "missing cipher suite");
    text(table, "verifyhost", "missing hostname to verify against");
    value(table, "verify", "missing verify method", ServerTlsWords::verify);
    value(table, "ssl-min-ver", "missing the ssl/tls version", ServerTlsWords::version);
    value(table, "ssl-max-ver", "missing the ssl/tls version", ServerTlsWords::version);
    value(table, "sni", "missing sni expression", (server, word, v) -> server.tls.sni = v);
    value(table, "check-sni", "missing SNI", (server, word, v) -> server.tls.checkSni = v);
    table.yes("crt", (line, at, server) -> certificate(line, at, server));
    table.yes("ca-file", (line, at, server) -> trust(line, at, server, "missing CAfile path"));
    table.yes("crl-file", (line, at, server) -> trust(line, at, server, "missing CRLfile path"));
  }

  private interface Setting {
    void set(ServerDraft server, String word, String value) throws LineException;
  }

  private static void text(
      KeywordTable.Builder<LineWord<ServerDraft>> table, String word, String missing) {
    value(table, word, missing, (server, same, v) -> server.tls.words.put(word, v));
  }

  private static void value(
      KeywordTable.Builder<LineWord<ServerDraft>> table,
      String word,
      String missing,
      Setting setting) {
    table.yes(
        word,
        (line, at, server) -> {
          setting.set(server, word, needed(line, at, missing));
          return at + 2;
        });
  }

  private static String needed(KeywordLine line, int at, String missing) throws LineException {
    String value = line.word(at + 1);
    if (value.isEmpty()) {
      throw new LineException("'" + line.word(at) + "' : " + missing);
    }
    return value;
  }

  private static void verify(ServerDraft server, String word, String method) throws LineException {
    if (!method.equals("none") && !method.equals("required")) {
      throw new LineException(
          "'verify' : unknown verify method '"
              + method
              + "', only 'none' and 'required' are supported");
    }
    server.tls.words.put(word, method);
  }

  private static void version(ServerDraft server, String word, String version)
      throws LineException {
    try {
      server.tls.words.put(word, TlsValues.version(word, version));
    } catch (TlsException e) {
      throw new LineException(e.getMessage());
    }
  }

  private static int earlyData(KeywordLine line, int at, ServerDraft server) {
    server.tls.withoutEffect.put("allow-0rtt", "'allow-0rtt' " + NO_EARLY_DATA + ".");
    return at + 1;
  }

  // --- files -----------------------------------------------------------------------------------

  private static int certificate(KeywordLine line, int at, ServerDraft server)
      throws LineException {
    String path = needed(line, at, "missing certificate file path");
    server.tls.certificate = line.context().tls().certificatePath(path);
    return at + 2;
  }

  private static int trust(KeywordLine line, int at, ServerDraft server, String missing)
      throws LineException {
    String word = line.word(at);
    String written = needed(line, at, missing);
    LoadContext context = line.context();
    String path =
        written.equals(TrustStores.SYSTEM) ? written : context.tls().authorityPath(written);
    Diagnostics diagnostics = context.diagnostics();
    String prefix = "[" + line.line().location() + "] : " + object(line, server);
    try {
      StoredTrust.Kind kind =
          word.equals("ca-file") ? StoredTrust.Kind.AUTHORITIES : StoredTrust.Kind.REVOCATIONS;
      context.trusts().load(path, kind, text -> diagnostics.warning(prefix + text));
    } catch (TlsException e) {
      if (!e.getMessage().isEmpty()) {
        diagnostics.alert(prefix + e.getMessage());
      }
      throw new LineException(
          "'" + word + "' : unable to load " + path + ".", LineException.Form.BARE);
    }
    server.tls.words.put(word, path);
    return at + 2;
  }

  private static String object(KeywordLine line, ServerDraft server) {
    boolean isServer = line instanceof ProxyLine && !line.keyword().equals("default-server");
    return isServer
        ? "'server " + ((ProxyLine) line).proxy().name() + "/" + server.name + "' : "
        : "";
  }

  // --- the end of a line -----------------------------------------------------------------------

  /** Compiles {@code sni}, once all words of a server's line are known. */
  static void compile(ProxyLine line, ServerDraft server) throws LineException {
    if (server.tls.sni == null) {
      return;
    }
    String wrong = "error detected while parsing sni expression : ";
    try {
      Expression sni =
          new ExpressionParser(line.scope(), "in server directive in")
              .parse(List.of(server.tls.sni), 0);
      if (!sni.word().places().contains(Checkpoint.SERVER_SOURCE)) {
        throw new LineException(
            wrong
                + " fetch method '%s' extracts information from '%s', none of which is available here."
                    .formatted(server.tls.sni, Source.phrase(sni.word().sources())));
      }
      server.tls.sniExpression = sni;
    } catch (CompileException e) {
      throw new LineException(wrong + e.getMessage());
    }
  }
}
