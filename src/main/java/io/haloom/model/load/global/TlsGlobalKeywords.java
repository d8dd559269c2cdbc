package io.haloom.model.load.global;

import static io.haloom.model.load.line.ArgumentValidation.givenRange;
import static io.haloom.model.load.line.ArgumentValidation.integer;
import static io.haloom.model.load.line.ArgumentValidation.none;
import static io.haloom.model.load.line.ArgumentValidation.positive;
import static io.haloom.model.load.line.ArgumentValidation.text;
import static io.haloom.model.load.line.ArgumentValidation.tlsLifetime;

import io.haloom.config.KeywordTable;
import io.haloom.config.TimeValue.Unit;
import io.haloom.model.load.line.ArgumentValidation;
import io.haloom.model.load.line.GlobalWord;
import io.haloom.model.load.line.KeywordLine;
import io.haloom.model.load.word.LineException;
import io.haloom.net.TlsException;
import io.haloom.net.tls.DhParameters;
import io.haloom.net.tls.Providers;
import io.haloom.tls.VersionRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * The words of the global section about TLS, and about the library (HAProxy manual, section 3.1).
 */
final class TlsGlobalKeywords {
  private static final String BIND = "ssl-default-bind-";
  private static final Set<String> BIND_OPTIONS =
      Set.of(
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
          "prefer-client-ciphers");

  private TlsGlobalKeywords() {}

  static KeywordTable<GlobalWord> table() {
    KeywordTable.Builder<GlobalWord> table = KeywordTable.builder();
    defaults(table);
    tuning(table);
    library(table);
    ServerTlsDefaults.add(table);
    table.yes("issuers-chain-path", IssuerChainFolder::read);
    return table.build();
  }

  // --- what bind lines say that do not say otherwise -------------------------------------------

  private static void defaults(KeywordTable.Builder<GlobalWord> table) {
    ArgumentValidation ciphers =
        text("global statement '%s' expects a cipher suite as an argument.");
    table.yes(BIND + "ciphers", line -> bindText(line, ciphers));
    table.yes(BIND + "ciphersuites", line -> bindText(line, ciphers));
    table.yes(
        BIND + "curves",
        line ->
            bindText(line, text("global statement '%s' expects a curves suite as an arguments.")));
    table.yes(BIND + "options", TlsGlobalKeywords::bindOptions);
  }

  private static void bindText(KeywordLine line, ArgumentValidation arguments)
      throws LineException {
    arguments.validate(line);
    line.context().global().bindTls.put(line.keyword().substring(BIND.length()), line.word(1));
  }

  private static void bindOptions(KeywordLine line) throws LineException {
    ArgumentValidation.tlsOptions(BIND_OPTIONS).validate(line);
    Map<String, String> words = line.context().global().bindTls;
    for (int at = 1; line.has(at); at++) {
      String word = line.word(at);
      if (word.equals("ssl-min-ver") || word.equals("ssl-max-ver")) {
        words.put(word, line.word(++at));
      } else {
        VersionRange.note(word, words);
      }
    }
  }

  // --- sessions, records, key exchange ---------------------------------------------------------

  private static void tuning(KeywordTable.Builder<GlobalWord> table) {
    for (String word :
        Set.of(
            "tune.ssl.cachesize",
            "tune.ssl.hard-maxrecord",
            "tune.ssl.maxrecord",
            "tune.ssl.ssl-ctx-cache-size")) {
      table.yes(word, line -> number(line, positive()));
    }
    table.yes(
        "tune.ssl.default-dh-param",
        line -> {
          integer().validate(line);
          number(line, givenRange(1024, Integer.MAX_VALUE, "expects a value >= 1024."));
        });
    table.yes(
        "tune.ssl.lifetime",
        line -> {
          tlsLifetime().validate(line);
          int seconds = line.time(1, Unit.S).value();
          line.context().global().numbers.put(line.keyword(), seconds);
        });
    table.yes(
        "tune.ssl.force-private-cache",
        "sessions are those of one process anyway",
        none()::validate);
    table.yes(
        "ssl-skip-self-issued-ca", line -> line.context().global().flags.put(line.keyword(), true));
    table.yes("ssl-dh-param-file", TlsGlobalKeywords::dhFile);
  }

  private static void number(KeywordLine line, ArgumentValidation arguments) throws LineException {
    arguments.validate(line);
    line.context().global().numbers.put(line.keyword(), line.integer(1));
  }

  private static void dhFile(KeywordLine line) throws LineException {
    text("'%s' expects a file path as an argument.").validate(line);
    DhParameters parameters = null;
    try {
      parameters = DhParameters.parse(Files.readAllBytes(Path.of(line.word(1))));
    } catch (IOException e) {
      // As a file without any.
    }
    if (parameters == null) {
      throw new LineException(
          "'%s': unable to load DH parameters from file <%s>."
              .formatted(line.keyword(), line.word(1)));
    }
    line.context().global().dhParameters = parameters;
  }

  // --- the library -----------------------------------------------------------------------------

  private static void library(KeywordTable.Builder<GlobalWord> table) {
    table.yes(
        "ssl-provider",
        line -> {
          given(line, "a valid engine provider name");
          try {
            Providers.load(line.word(1));
          } catch (TlsException e) {
            line.context().diagnostics().alert(e.getMessage());
            throw new LineException("(null)");
          }
        });
    table.yes(
        "ssl-provider-path",
        line -> {
          given(line, "a directory path");
          Providers.path(line.word(1));
        });
    table.yes(
        "ssl-propquery",
        line -> {
          given(line, "a property string");
          if (!Providers.query(line.word(1))) {
            throw new LineException("(null)");
          }
        });
    table.warned(
        "ssl-mode-async",
        "is without effect: there is no engine that works beside a connection's thread",
        line -> {});
    table.refused(
        "ssl-engine",
        "needs an engine, of which OpenSSL 3 has providers instead: load one by 'ssl-provider'",
        line -> {});
  }

  private static void given(KeywordLine line, String what) throws LineException {
    if (!line.has(1)) {
      throw new LineException(
          "global statement '" + line.keyword() + "' expects " + what + " as an argument.");
    }
  }
}
