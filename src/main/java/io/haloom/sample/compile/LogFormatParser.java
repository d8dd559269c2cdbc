package io.haloom.sample.compile;

import io.haloom.sample.Bytes;
import io.haloom.sample.CompileException;
import io.haloom.sample.Expression;
import io.haloom.sample.LogFormat;
import io.haloom.sample.Source;
import io.haloom.sample.format.CompiledFormat;
import io.haloom.sample.format.FormatFlags;
import io.haloom.sample.format.FormatOptions;
import io.haloom.sample.format.FormatPart;
import io.haloom.sample.format.LogAlias;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Compiles log-format strings (configuration manual, section 8.2.4). */
public final class LogFormatParser {
  /** The only variable of HTTP that TCP sections may name. */
  private static final String STATUS = "ST";

  private final CompileScope scope;
  private final String context;
  private final Function<String, LogAlias> aliases;
  private final FormatOptions options;
  private final List<FormatPart> parts = new ArrayList<>();
  private final StringBuilder literal = new StringBuilder();
  private FormatFlags defaults;
  private String text;
  private int at;
  private final Set<LogAlias.Need> needs = EnumSet.noneOf(LogAlias.Need.class);

  /**
   * @param scope where the format stands; its mode must be known
   * @param context what it is part of, as messages about unknown names say it: {@code "in
   *     log-format string in"}
   * @param aliases gives what {@code %name} stands for, or null where there is none
   * @param options how it is used
   */
  public LogFormatParser(
      CompileScope scope,
      String context,
      Function<String, LogAlias> aliases,
      FormatOptions options) {
    this.scope = scope;
    this.context = context;
    this.aliases = aliases;
    this.options = options;
  }

  /**
   * Compiles a format.
   *
   * @throws CompileException with HAProxy's message
   */
  public LogFormat parse(String format) throws CompileException {
    text = format;
    at = 0;
    defaults = new FormatFlags(options.mandatory(), false, false, false);
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '%') {
        variable();
      } else if (c == ' ' && options.mergeSpaces()) {
        endLiteral();
        parts.add(FormatPart.SEPARATOR);
        at++;
      } else {
        literal.append(c);
        at++;
      }
    }
    endLiteral();
    return new CompiledFormat(format, parts, needs);
  }

  private void endLiteral() {
    if (!literal.isEmpty()) {
      parts.add(new FormatPart.Literal(Bytes.of(literal.toString())));
      literal.setLength(0);
    }
  }

  private void variable() throws CompileException {
    int start = at++;
    FormatFlags flags = defaults;
    if (at >= text.length()) {
      throw new CompileException("truncated line after '%'");
    }
    char c = text.charAt(at);
    if (c == '%') {
      literal.append('%');
      at++;
      return;
    }
    String flagText = "";
    if (c == '{') {
      int close = text.indexOf('}', at);
      if (close < 0) {
        throw new CompileException("truncated line after '" + text.substring(at + 1) + "'");
      }
      flagText = text.substring(at + 1, close);
      flags = defaults.with(flagText);
      at = close + 1;
      c = at < text.length() ? text.charAt(at) : 0;
      if (c != '[' && !isAlphanumeric(c)) {
        throw new CompileException(
            "parse argument modifier without variable name near '%{" + flagText + "}'");
      }
    }
    if (c == '[') {
      expression(flags);
    } else if (isAlphanumeric(c) && (!isDigit(c) || !flagText.isEmpty())) {
      alias(flags);
    } else if (isDigit(c) || c == ' ' || c == '\t') {
      throw new CompileException(
          "unexpected variable name near '%c' at position %d line : '%s'. Maybe you want to write a single '%%', use the syntax '%%%%'"
              .formatted(c, at, text));
    } else {
      literal.append(text, start + 1, at);
    }
  }

  private void expression(FormatFlags flags) throws CompileException {
    int start = at + 1;
    String rest = text.substring(start);
    ExpressionParser parser = new ExpressionParser(scope, context);
    Expression expression;
    try {
      expression = parser.parsePrefix(text, start);
      if (text.charAt(parser.end() - 1) == ',') {
        throw new CompileException("unknown converter ''");
      }
    } catch (CompileException e) {
      throw new CompileException(
          "failed to parse sample expression <" + rest + "> : " + e.getMessage());
    }
    if (Collections.disjoint(expression.word().places(), options.places())) {
      throw new CompileException(
          "sample fetch <%s> may not be reliably used here because it needs '%s' which is not available here"
              .formatted(rest, Source.phrase(expression.word().sources())));
    }
    tellOfLayers(expression.word().sources(), rest);
    at = parser.end();
    if (at >= text.length()) {
      throw new CompileException("missing ']' after '" + rest + "'");
    }
    if (text.charAt(at) != ']') {
      throw new CompileException(
          "expected ']' after '%s', but found '%c'"
              .formatted(text.substring(start, at), text.charAt(at)));
    }
    at++;
    endLiteral();
    if (expression.word().sources().contains(Source.SERVER_ADDRESS)) {
      needs.add(LogAlias.Need.SERVER_SIDE);
    }
    parts.add(
        options.forHttp()
            ? FormatPart.httpExpression(expression, flags)
            : FormatPart.expression(expression, flags));
  }

  /** Bytes of a buffer are not looked at for a message; a message is not there in TCP mode. */
  private void tellOfLayers(Set<Source> sources, String rest) {
    if (options.forHttp() && !Collections.disjoint(sources, Source.BYTES)) {
      scope.warn("L6 sample fetch <" + rest + "> ignored in HTTP log-format string.");
    }
    if (!Collections.disjoint(sources, Source.MESSAGES)) {
      scope.noteHttpFormat();
    }
  }

  private void alias(FormatFlags flags) throws CompileException {
    int start = at;
    while (at < text.length() && isAlphanumeric(text.charAt(at))) {
      at++;
    }
    String name = text.substring(start, at);
    if (name.equals("o")) {
      defaults = flags;
      return;
    }
    LogAlias alias = aliases.apply(name);
    if (alias == null) {
      throw new CompileException(
          "no such format variable '%s'. If you wanted to emit the '%%' character verbatim, you need to use '%%%%'"
              .formatted(name));
    }
    if (alias.httpOnly() && !scope.http()) {
      throw new CompileException("format variable '" + name + "' is reserved for HTTP mode");
    }
    if (name.equals(STATUS)) {
      scope.noteHttpFormat();
    }
    endLiteral();
    needs.addAll(alias.needs());
    parts.add(FormatPart.alias(alias, flags));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isAlphanumeric(char c) {
    return isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }
}
