package io.haloom.model.load.global;

import io.haloom.config.KeywordTable;
import io.haloom.model.load.draft.GlobalDraft;
import io.haloom.model.load.line.GlobalWord;
import io.haloom.model.load.line.KeywordLine;
import io.haloom.model.load.word.LineException;
import io.haloom.tls.TlsGlobal;
import java.util.HashSet;
import java.util.Set;

/** The words of the global section about files of certificates (HAProxy manual, section 3.1). */
final class GlobalCertificateKeywords {
  private GlobalCertificateKeywords() {}

  static KeywordTable<GlobalWord> table() {
    KeywordTable.Builder<GlobalWord> table = KeywordTable.builder();
    table.yes(GlobalDraft.CERTIFICATE_BASE, GlobalCertificateKeywords::base);
    table.yes(GlobalDraft.AUTHORITY_BASE, GlobalCertificateKeywords::base);
    table.yes("ssl-load-extra-files", GlobalCertificateKeywords::extraFiles);
    table.yes(
        GlobalDraft.WITHOUT_EXTENSION,
        line -> line.context().global().flags.put(GlobalDraft.WITHOUT_EXTENSION, true));
    return table.build();
  }

  private static void base(KeywordLine line) throws LineException {
    line.atMost(1);
    GlobalDraft global = line.context().global();
    if (global.texts.containsKey(line.keyword())) {
      throw new LineException("'" + line.keyword() + "' already specified.");
    }
    if (!line.has(1)) {
      throw new LineException(
          "global statement '" + line.keyword() + "' expects a directory path as an argument.");
    }
    global.texts.put(line.keyword(), line.word(1));
  }

  private static void extraFiles(KeywordLine line) throws LineException {
    Set<String> chosen = new HashSet<>();
    int at = 1;
    for (; line.has(at); at++) {
      String word = line.word(at);
      if (word.equals("none") || word.equals("all")) {
        if (!chosen.isEmpty() || line.has(at + 1)) {
          throw new LineException("'ssl-load-extra-files' 'none' and 'all' can be only used alone");
        }
        chosen.addAll(word.equals("all") ? TlsGlobal.Files.EXTRA : Set.of());
      } else if (!TlsGlobal.Files.EXTRA.contains(word)) {
        break;
      }
      chosen.add(word);
    }
    if (at == 1 || line.has(at)) {
      throw new LineException(
          "'ssl-load-extra-files' expects one or multiple arguments (none, all, bundle, sctl, ocsp,"
              + " issuer).");
    }
    chosen.retainAll(TlsGlobal.Files.EXTRA);
    line.context().global().extraFiles = Set.copyOf(chosen);
  }
}
