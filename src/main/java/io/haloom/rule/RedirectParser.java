package io.haloom.rule;

import io.haloom.rule.RedirectAction.Flags;
import io.haloom.rule.RedirectAction.Kind;
import io.haloom.sample.Bytes;
import io.haloom.sample.CompileException;
import io.haloom.sample.LogFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads {@code redirect} rules, in all places they may stand. */
final class RedirectParser {
  private final ActionLine line;
  private Kind kind;
  private String destination;
  private String cookie;
  private int code = 302;
  private boolean dropQuery;
  private boolean appendSlash;
  private boolean ignoreEmpty;

  private RedirectParser(ActionLine line) {
    this.line = line;
  }

  static List<ActionWord> words() {
    return List.of(
        ActionWord.of("redirect", ActionWord.httpMessages(), (line, word) -> compile(line, true)));
  }

  /**
   * Reads a rule up to its condition.
   *
   * @param formatted whether the destination is a log format, and not the text as it is written
   * @throws CompileException with HAProxy's message
   */
  static RedirectAction compile(ActionLine line, boolean formatted) throws CompileException {
    RedirectParser parser = new RedirectParser(line);
    while (!line.atEnd()) {
      parser.word(line.next());
    }
    return parser.action(formatted);
  }

  private void word(String word) throws CompileException {
    switch (word) {
      case "location" -> destination(Kind.LOCATION, word);
      case "prefix" -> destination(Kind.PREFIX, word);
      case "scheme" -> destination(Kind.SCHEME, word);
      case "set-cookie" -> cookie = value(word) + "; path=/;";
      case "clear-cookie" -> cookie = value(word) + "; path=/; Max-Age=0;";
      case "code" -> code(value(word));
      case "drop-query" -> dropQuery = true;
      case "append-slash" -> appendSlash = true;
      case "ignore-empty" -> ignoreEmpty = true;
      default ->
          throw line.error(
              "expects 'code', 'prefix', 'location', 'scheme', 'set-cookie', 'clear-cookie',"
                  + " 'drop-query', 'ignore-empty' or 'append-slash' (was '"
                  + word
                  + "')");
    }
  }

  private void destination(Kind found, String word) throws CompileException {
    kind = found;
    destination = value(word);
  }

  private String value(String word) throws CompileException {
    if (line.peek().isEmpty()) {
      throw line.error("missing argument for '" + word + "'");
    }
    HeadEdits.requireOneLine(line, line.peek());
    return line.next();
  }

  private void code(String text) throws CompileException {
    byte[] bytes = Bytes.of(text);
    code = (int) Bytes.leadingInteger(bytes, 0, bytes.length);
    if (code < 301 || code > 308 || code > 303 && code < 307) {
      throw line.error(
          "'code': unsupported HTTP code '"
              + text
              + "' (must be one of 301, 302, 303, 307 or 308)");
    }
  }

  private RedirectAction action(boolean formatted) throws CompileException {
    if (kind == null) {
      throw line.error("redirection type expected ('prefix', 'location', or 'scheme')");
    }
    if (line.place().isResponse() && kind != Kind.LOCATION) {
      throw line.error("response only supports redirect type 'location'");
    }
    // A prefix of "/" leaves the path as it is, so that one can redirect to oneself.
    boolean self = kind == Kind.PREFIX && destination.equals("/");
    LogFormat format =
        formatted && !self
            ? line.formats("in redirect format string in").compile(destination)
            : null;
    String literal = self ? "" : new String(Bytes.of(destination), StandardCharsets.ISO_8859_1);
    return new RedirectAction(
        kind,
        format == null ? literal : null,
        format,
        code,
        new Flags(dropQuery, appendSlash, ignoreEmpty),
        cookie);
  }
}
