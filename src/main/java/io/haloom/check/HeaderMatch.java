package io.haloom.check;

import io.haloom.http.Blanks;
import io.haloom.model.CheckStep.Match;
import io.haloom.model.CheckStep.TextMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code http-check expect hdr} and {@code fhdr}: whether any header whose name matches has a value
 * that matches. Names match whatever their case; {@code hdr} takes the values of a list one by one.
 */
final class HeaderMatch {
  private final Match.Header rule;
  private final CheckSamples samples;

  HeaderMatch(Match.Header rule, CheckSamples samples) {
    this.rule = rule;
    this.samples = samples;
  }

  boolean found(HttpAnswer answer) throws CheckFailure {
    String name = text(rule.name(), answer);
    String value = rule.value() == null ? null : text(rule.value(), answer);
    for (Map.Entry<String, String> field : answer.fields()) {
      if (!nameMatches(field.getKey(), name)) {
        continue;
      }
      if (value == null) {
        return true;
      }
      for (String one : rule.full() ? List.of(field.getValue()) : split(field.getValue())) {
        if (matches(rule.value(), one, value)) {
          return true;
        }
      }
    }
    return false;
  }

  /** What to compare with; empty for a regular expression. */
  private String text(TextMatch match, HttpAnswer answer) throws CheckFailure {
    if (match.regex() != null || match.text() == null) {
      return "";
    }
    String text = samples.text(match.text());
    if (text.isEmpty()) {
      throw HttpExpectRule.emptyFormat(null, answer.status());
    }
    return text;
  }

  private boolean nameMatches(String name, String wanted) {
    return rule.name().regex() != null
        ? rule.name().regex().find(name)
        : matches(rule.name(), name, wanted.toLowerCase(Locale.ROOT));
  }

  private static boolean matches(TextMatch how, String text, String wanted) {
    if (how.regex() != null) {
      return how.regex().find(text);
    }
    return switch (how.method()) {
      case "beg" -> text.startsWith(wanted);
      case "end" -> text.endsWith(wanted);
      case "sub" -> text.contains(wanted);
      default -> text.equals(wanted);
    };
  }

  /** The values of a list, at the commas outside quoted strings (RFC 9110, 5.6.1). */
  static List<String> split(String list) {
    List<String> values = new ArrayList<>();
    boolean quoted = false;
    int from = 0;
    for (int at = 0; at < list.length(); at++) {
      char c = list.charAt(at);
      if (c == '\\' && quoted) {
        at++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        values.add(Blanks.strip(list.substring(from, at)));
        from = at + 1;
      }
    }
    values.add(Blanks.strip(list.substring(from)));
    return values;
  }
}
