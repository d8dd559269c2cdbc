package io.haloom.model.load.old;

import io.haloom.config.KeywordTable;
import io.haloom.model.load.line.ProxyLine;
import io.haloom.model.load.line.ProxyWord;
import io.haloom.model.load.rules.HttpRuleKeywords;
import io.haloom.model.load.word.LineException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rewriting rules that HAProxy dropped in 2.1, and {@code block}. Where a line has a form today
 * it is taken, with a warning that prints it; others are refused in HAProxy's words.
 */
public final class HeaderRewriting {
  private static final String ADD = "Use 'http-%s add-header' instead.";
  private static final String DEL = "Use 'http-%s del-header' instead.";
  private static final String DENY = "Use 'http-%s deny' instead.";
  private static final String REPLACE = "Use 'http-%s replace-header' instead.";
  private static final String ALLOW = "Use 'http-request allow' instead.";
  private static final String TARPIT = "Use 'http-request tarpit' instead.";

  private static final Map<String, String> REQUEST =
      Map.ofEntries(
          Map.entry("reqadd", ADD),
          Map.entry("reqallow", ALLOW),
          Map.entry("reqiallow", ALLOW),
          Map.entry("reqdel", DEL),
          Map.entry("reqidel", DEL),
          Map.entry("reqdeny", DENY),
          Map.entry("reqideny", DENY),
          Map.entry("reqpass", ""),
          Map.entry("reqipass", ""),
          Map.entry(
              "reqrep",
              "Use 'http-request replace-path', 'http-request replace-uri' or 'http-request"
                  + " replace-header' instead."),
          Map.entry("reqirep", REPLACE),
          Map.entry("reqtarpit", TARPIT),
          Map.entry("reqitarpit", TARPIT),
          Map.entry("reqsetbe", "Use 'use_backend' instead."),
          Map.entry("reqisetbe", "Use 'use_backend' instead."),
          Map.entry("block", "Use 'http-request deny' which uses the exact same syntax."));

  private static final Map<String, String> RESPONSE =
      Map.ofEntries(
          Map.entry("rspadd", ADD),
          Map.entry("rspdel", "Use 'http-%s del-header' ."),
          Map.entry("rspidel", DEL),
          Map.entry("rspdeny", DENY),
          Map.entry("rspideny", DENY),
          Map.entry("rsprep", REPLACE),
          Map.entry("rspirep", REPLACE));

  /** Words of which some lines have a form today. */
  private static final Set<String> TRANSLATED =
      Set.of(
          "block",
          "reqadd",
          "reqallow",
          "reqiallow",
          "reqdel",
          "reqidel",
          "reqdeny",
          "reqideny",
          "reqrep",
          "reqirep",
          "reqtarpit",
          "reqitarpit",
          "rspadd",
          "rspdel",
          "rspidel",
          "rspdeny",
          "rspideny",
          "rsprep",
          "rspirep");

  private HeaderRewriting() {}

  public static KeywordTable<ProxyWord> table() {
    KeywordTable.Builder<ProxyWord> table = KeywordTable.builder();
    add(table, REQUEST, "request");
    add(table, RESPONSE, "response");
    return table.build();
  }

  private static void add(
      KeywordTable.Builder<ProxyWord> table, Map<String, String> words, String direction) {
    words.keySet().stream()
        .sorted()
        .forEach(word -> add(table, word, words.get(word).formatted(direction)));
  }

  private static void add(KeywordTable.Builder<ProxyWord> table, String word, String use) {
    // HAProxy forgets a word in the messages of these two.
    boolean shorter = word.equals("reqdeny") || word.equals("reqpass");
    String note =
        (shorter ? "" : "directive is ")
            + "not supported anymore since HAProxy 2.1."
            + (use.isEmpty() ? "" : " " + use);
    String refusal = "The '" + word + "' " + note;
    if (TRANSLATED.contains(word)) {
      table.warned(
          word,
          "is translated where it concerns one header or the target, and refused otherwise: the "
              + "directive is not supported anymore since HAProxy 2.1"
              + (use.isEmpty() ? "" : ". " + use),
          line -> translate(line, refusal));
    } else {
      table.refused(
          word,
          "is not supported anymore since HAProxy 2.1",
          line -> {
            throw new LineException(refusal);
          });
    }
  }

  /** Takes today's form of a line, and prints it; refuses what has none. */
  static void translate(ProxyLine line, String refusal) throws LineException {
    List<String> words = OldRewriting.translated(line);
    if (words == null) {
      throw new LineException(refusal);
    }
    HttpRuleKeywords.rule(line, words);
    line.warn(
        "'%s' is not supported any more by HAProxy, write '%s' instead."
            .formatted(line.keyword(), OldRewriting.text(words)));
  }
}
