package io.haloom.model.load.global;

import static io.haloom.model.load.line.ArgumentValidation.any;
import static io.haloom.model.load.line.ArgumentValidation.argument;
import static io.haloom.model.load.line.ArgumentValidation.givenRange;
import static io.haloom.model.load.line.ArgumentValidation.integer;
import static io.haloom.model.load.line.ArgumentValidation.none;
import static io.haloom.model.load.line.ArgumentValidation.positive;
import static io.haloom.model.load.line.ArgumentValidation.text;

import io.haloom.config.KeywordTable;
import io.haloom.model.load.line.ArgumentValidation;
import io.haloom.model.load.line.GlobalWord;
import java.util.HashSet;
import java.util.Set;

/** Words of the global section about TLS, and about HAProxy's own HTTP client. */
final class UnusedTlsKeywords {
  private static final String DIRECTORY =
      "global statement '%s' expects a directory path as an argument.";
  private static final String CIPHERS =
      "global statement '%s' expects a cipher suite as an argument.";
  private static final Set<String> SERVER_OPTIONS =
      Set.of(
          "no-sslv3",
          "no-tlsv10",
          "no-tlsv11",
          "no-tlsv12",
          "no-tlsv13",
          "no-tls-tickets",
          "force-sslv3",
          "force-tlsv10",
          "force-tlsv11",
          "force-tlsv12",
          "force-tlsv13");

  private UnusedTlsKeywords() {}

  static KeywordTable<GlobalWord> table() {
    KeywordTable.Builder<GlobalWord> table = KeywordTable.builder();
    UnusedGlobalWords tls = new UnusedGlobalWords(table, "TLS");
    defaults(tls);
    ServerTlsDefaults.add(table);
    files(tls);
    tuning(tls);
    UnusedGlobalWords client = new UnusedGlobalWords(table, "HAProxy's own HTTP client");
    client.word(text("'%s' expects a file."), "httpclient.ssl.ca-file");
    client.word(argument("'none' or 'required'", "none", "required"), "httpclient.ssl.verify");
    client.word(text("'%s' expects a name."), "httpclient.resolvers.id");
    client.word(argument("'ipv4' or 'ipv6'", "ipv4", "ipv6"), "httpclient.resolvers.prefer");
    return table.build();
  }

  private static void defaults(UnusedGlobalWords tls) {
    tls.word(text(CIPHERS), "ssl-default-bind-ciphers", "ssl-default-bind-ciphersuites");
    tls.word(
        text("global statement '%s' expects a curves suite as an arguments."),
        "ssl-default-bind-curves");
    Set<String> bind = new HashSet<>(SERVER_OPTIONS);
    bind.add("prefer-client-ciphers");
    tls.word(ArgumentValidation.tlsOptions(bind), "ssl-default-bind-options");
  }

  private static void files(UnusedGlobalWords tls) {
    tls.word(text(DIRECTORY), "issuers-chain-path");
    tls.word(text("'%s' expects a file path as an argument."), "ssl-dh-param-file");
    tls.word(
        any(),
        "ssl-mode-async",
        "ssl-engine",
        "ssl-propquery",
        "ssl-provider",
        "ssl-provider-path",
        "ssl-skip-self-issued-ca");
  }

  private static void tuning(UnusedGlobalWords tls) {
    tls.word(
        positive(),
        "tune.ssl.cachesize",
        "tune.ssl.hard-maxrecord",
        "tune.ssl.maxrecord",
        "tune.ssl.ssl-ctx-cache-size");
    tls.word(
        line -> {
          integer().validate(line);
          givenRange(1024, Integer.MAX_VALUE, "expects a value >= 1024.").validate(line);
        },
        "tune.ssl.default-dh-param");
    tls.word(none(), "tune.ssl.force-private-cache");
    tls.word(ArgumentValidation.tlsLifetime(), "tune.ssl.lifetime");
  }
}
