package io.haloom.model.load.global;

import static io.haloom.model.load.line.ArgumentValidation.argument;
import static io.haloom.model.load.line.ArgumentValidation.text;
import static io.haloom.model.load.line.ArgumentValidation.tlsOptions;

import io.haloom.config.KeywordTable;
import io.haloom.model.load.line.GlobalWord;
import io.haloom.model.load.line.KeywordLine;
import io.haloom.model.load.line.TlsVersions;
import io.haloom.model.load.word.LineException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the global section says of the TLS of all servers (HAProxy manual, section 3.1). */
final class ServerTlsDefaults {
  private static final Set<String> FLAGS =
      Set.of("no-sslv3", "no-tlsv10", "no-tlsv11", "no-tlsv12", "no-tlsv13", "no-tls-tickets");

  private ServerTlsDefaults() {}

  static void add(KeywordTable.Builder<GlobalWord> table) {
    table.yes("ssl-default-server-ciphers", line -> ciphers(line, "ciphers"));
    table.yes("ssl-default-server-ciphersuites", line -> ciphers(line, "ciphersuites"));
    table.yes("ssl-default-server-options", ServerTlsDefaults::options);
    table.yes("ssl-server-verify", ServerTlsDefaults::verify);
  }

  private static Map<String, String> words(KeywordLine line) {
    return line.context().global().serverTls;
  }

  private static void ciphers(KeywordLine line, String word) throws LineException {
    text("global statement '%s' expects a cipher suite as an argument.").validate(line);
    words(line).put(word, line.word(1));
  }

  private static void verify(KeywordLine line) throws LineException {
    text("'%s' expects an integer argument.").validate(line);
    argument("'none' or 'required'", "none", "required").validate(line);
    words(line).put("verify", line.word(1));
  }

  private static void options(KeywordLine line) throws LineException {
    Set<String> known = new HashSet<>(FLAGS);
    known.addAll(TlsVersions.FORCING);
    tlsOptions(known).validate(line);
    for (int at = 1; line.has(at); at++) {
      String word = line.word(at);
      if (FLAGS.contains(word)) {
        words(line).put(word, "");
      } else if (TlsVersions.FORCING.contains(word)) {
        TlsVersions.force(words(line), word);
      } else {
        words(line).put(word, line.word(++at));
      }
    }
  }
}
