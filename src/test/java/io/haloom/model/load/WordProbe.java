package io.haloom.model.load;

import io.haloom.config.ConfigText;
import io.haloom.config.Diagnostic;
import io.haloom.config.Diagnostics;
import io.haloom.config.Environment;
import io.haloom.model.load.address.NameResolver;
import io.haloom.model.load.draft.Surroundings;
import io.haloom.sample.convert.ConverterTable;
import io.haloom.sample.fetch.FetchTable;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the parser about words that stand in no table of keywords, by writing them. */
final class WordProbe {
  private static final Pattern REASON =
      Pattern.compile(
          ".*?'[^']*' ((?:needs|is not|are not|looks at|tells of|only belongs).+?)"
              + "(?: in [A-Z].*|\\.)?");

  private WordProbe() {}

  static WordVerdict fetch(String word) {
    return FetchTable.STANDARD.find(word) != null
        ? WordVerdict.yes(word)
        : judged(word, "acl a " + word + " 1", "unknown fetch method");
  }

  static WordVerdict acl(String word) {
    return judged(word, "acl a " + word + " 1", "unknown fetch method");
  }

  static WordVerdict converter(String word) {
    return ConverterTable.STANDARD.find(word) != null
        ? WordVerdict.yes(word)
        : judged(word, "acl a str(x)," + word + " 1", "unknown converter");
  }

  /** An action of {@code tcp-request content} and its kin. */
  static WordVerdict action(String rules, String word) {
    return judged(word, rules + " " + word, "' expects 'accept'");
  }

  static WordVerdict stats(String word) {
    return judged(word, "stats " + word + " x", "unknown stats parameter");
  }

  static WordVerdict timeout(String word) {
    return judged(word, "timeout " + word + " 1s", "'timeout' supports");
  }

  static WordVerdict step(String keyword, String word) {
    String variable = word.contains("set-var") ? "(check.a) str(b)" : "";
    return judged(word, keyword + " " + word + variable, "' only supports");
  }

  static WordVerdict connect(String word) {
    return judged(word, "tcp-check connect " + word + " 1", "only supports");
  }

  private static WordVerdict judged(String word, String line, String unknown) {
    for (String message : said(line)) {
      if (message.contains(unknown)) {
        return WordVerdict.unknown(word);
      }
      Matcher reason = REASON.matcher(message);
      if (reason.matches() && message.contains(word)) {
        return WordVerdict.refused(word, reason.group(1));
      }
    }
    return WordVerdict.yes(word);
  }

  /** The errors of a listen section with that line. */
  private static List<String> said(String line) {
    Diagnostics diagnostics = new Diagnostics();
    Surroundings surroundings =
        new Surroundings(
            new Environment(Map.of()), NameResolver.NONE, io.haloom.Keywords.vocabulary("h"), "h");
    new ConfigLoader(surroundings, diagnostics)
        .load("p", ConfigText.bytes("listen l\n bind :1\n mode http\n " + line + "\n"));
    return diagnostics.all().stream()
        .filter(d -> d.severity() == Diagnostic.Severity.ALERT)
        .map(Diagnostic::text)
        .filter(t -> t.startsWith("parsing [p:4]"))
        .toList();
  }
}
