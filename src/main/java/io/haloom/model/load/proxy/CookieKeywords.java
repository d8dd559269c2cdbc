package io.haloom.model.load.proxy;

import io.haloom.config.KeywordTable;
import io.haloom.config.TimeValue;
import io.haloom.model.CookieConfig;
import io.haloom.model.CookieConfig.Mode;
import io.haloom.model.load.line.ProxyLine;
import io.haloom.model.load.line.ProxyWord;
import io.haloom.model.load.word.LineException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** {@code cookie} and {@code dynamic-cookie-key}. */
final class CookieKeywords {
  private final ProxyLine line;
  private final Set<Mode> modes = EnumSet.noneOf(Mode.class);
  private String domain;
  private String attributes;
  private int maxIdle;
  private int maxLife;

  private CookieKeywords(ProxyLine line) {
    this.line = line;
    // As in HAProxy, a line that replaces another one adds to its attributes.
    CookieConfig before = line.proxy().http.cookie;
    this.attributes = before == null ? null : before.attributes();
  }

  static KeywordTable<ProxyWord> table() {
    KeywordTable.Builder<ProxyWord> table = KeywordTable.builder();
    table.yes("cookie", CookieKeywords::cookie);
    table.yes("dynamic-cookie-key", CookieKeywords::key);
    return table.build();
  }

  private static void key(ProxyLine line) throws LineException {
    line.wantsBackend("dynamic-cookie-key");
    if (!line.has(1)) {
      throw new LineException("'dynamic-cookie-key' expects <secret_key> as argument.");
    }
    line.proxy().http.cookieKey = line.word(1);
  }

  private static void cookie(ProxyLine line) throws LineException {
    line.wantsBackend("cookie");
    if (!line.has(1)) {
      throw new LineException("'cookie' expects <cookie_name> as argument.");
    }
    if (!io.haloom.http.HeaderName.isToken(line.word(1))) {
      throw new LineException("'" + line.word(1) + "' is not the name of a cookie.");
    }
    new CookieKeywords(line).parse();
  }

  private void parse() throws LineException {
    int at = 2;
    while (line.has(at)) {
      String word = line.word(at++);
      switch (word) {
        case "domain" -> domain(value(at++, word, "<domain>"));
        case "maxidle" -> maxIdle = seconds(at++, word, "<idletime> in seconds");
        case "maxlife" -> maxLife = seconds(at++, word, "<lifetime> in seconds");
        case "attr" -> attribute(value(at++, word, "<value>"));
        case "dynamic" -> {
          line.wantsBackend(word);
          modes.add(Mode.DYNAMIC);
        }
        default -> modes.add(mode(word));
      }
    }
    requireCompatible();
    line.proxy().http.cookie =
        new CookieConfig(
            line.word(1), Set.copyOf(modes), domain, maxIdle, maxLife, attributes, null);
  }

  private static Mode mode(String word) throws LineException {
    for (Mode mode : Mode.values()) {
      if (mode.name().toLowerCase(Locale.ROOT).equals(word)) {
        return mode;
      }
    }
    throw new LineException(
        "'cookie' supports 'rewrite', 'insert', 'prefix', 'indirect', 'nocache', 'postonly',"
            + " 'domain', 'maxidle', 'dynamic', 'maxlife' and 'attr' options.");
  }

  private String value(int at, String word, String what) throws LineException {
    if (!line.has(at)) {
      throw LineException.tight("'" + word + "' expects " + what + " as argument.");
    }
    return line.word(at);
  }

  private void domain(String text) throws LineException {
    if (text.indexOf('.') < 0) {
      line.warnTight(
          "domain '"
              + text
              + "' contains no embedded dot, this configuration may not work properly (see"
              + " RFC6265#5.2.3).");
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      if (!letter && ".-_".indexOf(c) < 0) {
        throw LineException.tight(
            "character '%c' is not permitted in domain name '%s'.".formatted(c, text));
      }
    }
    domain = domain == null ? text : domain + "; domain=" + text;
  }

  private int seconds(int at, String word, String what) throws LineException {
    String text = value(at, word, what);
    TimeValue.Parsed time = TimeValue.parse(text, TimeValue.Unit.S);
    if (time.problem() == TimeValue.Problem.OVERFLOW) {
      throw LineException.tight(
          "timer overflow in argument <%s> to <%s>, maximum value is 2147483647 s (~68 years)."
              .formatted(text, word));
    }
    if (time.rest() != null) {
      throw LineException.tight(
          "unexpected character '%c' in argument to <%s>.".formatted(time.unexpected(), word));
    }
    return time.value();
  }

  private void attribute(String text) throws LineException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == 127 || c == ';') {
        throw LineException.tight(
            "character '%%x%02X' is not permitted in attribute value.".formatted((int) c));
      }
    }
    attributes = attributes == null ? text : attributes + "; " + text;
  }

  private void requireCompatible() {
    if (modes.contains(Mode.REWRITE) && modes.contains(Mode.INDIRECT)) {
      line.alert("cookie 'rewrite' and 'indirect' modes are incompatible.");
    }
    Set<Mode> writers = EnumSet.of(Mode.REWRITE, Mode.INSERT, Mode.PREFIX);
    writers.retainAll(modes);
    if (writers.size() > 1) {
      line.alert("cookie 'rewrite', 'insert' and 'prefix' modes are incompatible.");
    }
    boolean kept = modes.contains(Mode.INSERT) || modes.contains(Mode.INDIRECT);
    if (modes.contains(Mode.PRESERVE) && !kept) {
      line.alert("cookie 'preserve' requires at least 'insert' or 'indirect'.");
    }
  }
}
