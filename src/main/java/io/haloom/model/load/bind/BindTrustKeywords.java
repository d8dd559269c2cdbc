package io.haloom.model.load.bind;

import io.haloom.config.KeywordTable;
import io.haloom.model.load.draft.BindDraft;
import io.haloom.model.load.draft.LoadContext;
import io.haloom.model.load.line.KeywordLine;
import io.haloom.model.load.line.LineWord;
import io.haloom.model.load.word.LineException;
import io.haloom.model.load.word.Numbers;
import io.haloom.net.TlsException;
import io.haloom.tls.IgnoredErrors;
import io.haloom.tls.StoredTrust;
import io.haloom.tls.TlsValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The words of {@code bind} lines, and of lines of their lists, about certificates of clients
 * (HAProxy manual, section 5.1).
 */
public final class BindTrustKeywords {
  private BindTrustKeywords() {}

  static void add(KeywordTable.Builder<LineWord<BindDraft>> table) {
    for (String word : List.of("ca-file", "ca-verify-file", "crl-file")) {
      table.yes(word, (line, at, bind) -> file(line, at, bind.tlsWords));
    }
    table.yes("verify", BindTrustKeywords::verify);
    for (String word : List.of("ca-ignore-err", "crt-ignore-err")) {
      table.yes(word, BindTrustKeywords::ignored);
    }
    table.yes(
        "no-ca-names",
        (line, at, bind) -> {
          bind.tlsWords.put("no-ca-names", "");
          return at + 1;
        });
  }

  /** {@code ca-file}, {@code ca-verify-file} and {@code crl-file}. */
  public static int file(KeywordLine line, int at, Map<String, String> words) throws LineException {
    String word = line.word(at);
    boolean revoked = word.equals("crl-file");
    String written = line.word(at + 1);
    if (written.isEmpty()) {
      throw new LineException(
          "'" + word + "' : missing " + (revoked ? "CRLfile" : "CAfile") + " path");
    }
    LoadContext context = line.context();
    String path = context.tls().authorityPath(written);
    try {
      context
          .trusts()
          .load(
              path,
              revoked ? StoredTrust.Kind.REVOCATIONS : StoredTrust.Kind.AUTHORITIES,
              context.diagnostics()::warning);
    } catch (TlsException e) {
      context.diagnostics().alert(e.getMessage());
      throw new LineException("'" + word + "' : unable to load " + path);
    }
    words.put(word, path);
    return at + 2;
  }

  private static int verify(KeywordLine line, int at, BindDraft bind) throws LineException {
    try {
      bind.tlsWords.put("verify", TlsValues.method(line.word(at + 1)));
    } catch (TlsException e) {
      throw new LineException(e.getMessage());
    }
    return at + 2;
  }

  private static int ignored(KeywordLine line, int at, BindDraft bind) throws LineException {
    String word = line.word(at);
    String list = line.word(at + 1);
    if (list.isEmpty()) {
      throw new LineException("'" + word + "' : missing error IDs list");
    }
    List<String> codes = new ArrayList<>();
    for (String one : list.split(",", -1)) {
      if (list.equals(IgnoredErrors.ALL)) {
        codes.add(list);
        continue;
      }
      int code = Numbers.leading(one);
      codes.add(Integer.toString(code));
      if (code < 1 || code > IgnoredErrors.LAST) {
        throw new LineException(
            "'%s' : ID '%d' out of range (1..%d) in error IDs list '%s'"
                .formatted(word, code, IgnoredErrors.LAST, list));
      }
    }
    bind.tlsWords.merge(word, String.join(",", codes), (before, more) -> before + "," + more);
    return at + 2;
  }
}
