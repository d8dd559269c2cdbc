package io.haloom.rule;

import io.haloom.config.ConfigText;
import io.haloom.http.HeaderName;
import io.haloom.http.HttpReply;
import io.haloom.sample.Bytes;
import io.haloom.sample.CompileException;
import io.haloom.sample.LogFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads what {@code return}, {@code deny}, {@code tarpit} and {@code http-error} answer: {@code
 * status}, {@code content-type}, one source of a body, {@code hdr}.
 */
final class ReplyParser {
  /** Fields that the reply has by itself. */
  private static final Set<String> OWN_FIELDS =
      Set.of("content-length", "transfer-encoding", "content-type");

  private static final Set<String> SOURCES =
      Set.of(
          "errorfiles",
          "default-errorfiles",
          "errorfile",
          "file",
          "string",
          "lf-file",
          "lf-string");

  private final List<String> words;
  private final FormatPlace place;
  private final HttpErrors errors;
  private final List<ReplyTemplate.Field> fields = new ArrayList<>();
  private int at;
  private int status;
  private String contentType;

  /** The word that gives the body, or null. */
  private String source;

  private String argument;

  /**
   * @param at the first word of the reply
   * @param place where its formats stand
   */
  ReplyParser(List<String> words, int at, FormatPlace place, HttpErrors errors) {
    this.words = words;
    this.at = at;
    this.place = place;
    this.errors = errors;
  }

  /** Index of the first word that is not the reply's. */
  int nextWord() {
    return at;
  }

  /**
   * Reads the reply; warnings go to the scope.
   *
   * @param defaultStatus where none is written
   * @throws CompileException with HAProxy's message
   */
  ReplyTemplate parse(int defaultStatus) throws CompileException {
    status = defaultStatus;
    boolean more = true;
    while (more) {
      String word = word();
      switch (word) {
        case "status" -> status(value(word, "<status_code>"));
        case "content-type" -> contentType = value(word, "<ctype>");
        case "hdr" -> field();
        default -> {
          more = SOURCES.contains(word);
          if (more) {
            source(word);
          }
        }
      }
    }
    return template();
  }

  private String word() {
    return at < words.size() ? words.get(at) : "";
  }

  private CompileException error(String message) {
    return new CompileException(message, Math.min(at, words.size() - 1));
  }

  private String value(String word, String kind) throws CompileException {
    at++;
    String value = word();
    if (value.isEmpty()) {
      throw error("'" + word + "' expects " + kind + " as argument");
    }
    at++;
    return value;
  }

  private void status(String text) throws CompileException {
    byte[] bytes = Bytes.of(text);
    status = (int) Bytes.leadingInteger(bytes, 0, bytes.length);
    if (status < 200 || status > 599) {
      throw error("Unexpected status code '" + status + "'");
    }
  }

  private void source(String word) throws CompileException {
    if (source != null) {
      throw error("unexpected '" + word + "' argument, '" + source + "' already defined");
    }
    source = word;
    argument =
        switch (word) {
          case "default-errorfiles" -> {
            at++;
            yield "";
          }
          case "errorfiles" -> value(word, "<name>");
          case "file", "lf-file" -> value(word, "<file>");
          case "string" -> value(word, "<str>");
          default -> value(word, "<fmt>");
        };
  }

  private void field() throws CompileException {
    at++;
    if (at + 1 >= words.size() || word().isEmpty()) {
      throw error("'hdr' expects <name> and <value> as arguments");
    }
    String name = word();
    String value = words.get(at + 1);
    if (OWN_FIELDS.contains(name.toLowerCase(java.util.Locale.ROOT))) {
      place.scope().warn("header '" + name + "' always ignored by the http reply.");
    } else if (!HeaderName.isToken(name.replaceFirst(":+$", ""))) {
      throw error("'" + name + "' is not the name of a header field");
    } else if (!HeadEdits.isOneLine(value)) {
      throw error("line ends are not possible in a head");
    } else {
      fields.add(new ReplyTemplate.Field(HeaderName.written(name), place.compile(value)));
    }
    at += 2;
  }

  private ReplyTemplate template() throws CompileException {
    ReplyTemplate.Body body =
        switch (source == null ? "" : source) {
          case "" -> new ReplyTemplate.NoBody();
          case "default-errorfiles" -> new ReplyTemplate.Default();
          case "errorfiles" -> new ReplyTemplate.Section(errors, argument);
          case "errorfile" -> new ReplyTemplate.Message(file());
          case "string" -> fixed(Bytes.of(argument));
          case "file" -> fixed(errors.body(argument));
          case "lf-file" -> format(ConfigText.text(errors.body(argument)));
          default -> format(argument);
        };
    if (body instanceof ReplyTemplate.NoBody) {
      dropType("because neither errorfile nor payload defined.");
    } else if (!(body instanceof ReplyTemplate.Fixed || body instanceof ReplyTemplate.Format)) {
      errorFile(body);
    }
    return new ReplyTemplate(status, contentType, List.copyOf(fields), body);
  }

  private HttpReply file() throws CompileException {
    return errors.load(argument, place.scope()::warn);
  }

  private void dropType(String reason) {
    if (contentType != null) {
      place.scope().warn("content-type '" + contentType + "' ignored by the http reply " + reason);
      contentType = null;
    }
  }

  private void errorFile(ReplyTemplate.Body body) throws CompileException {
    boolean whole = body instanceof ReplyTemplate.Message;
    if (!whole && !HttpErrors.STATUSES.contains(status)) {
      throw error(
          "status code '%d' not handled by default with '%s' argument.".formatted(status, source));
    }
    dropType("when used with an erorrfile.");
    if (!fields.isEmpty()) {
      place.scope().warn("hdr parameters ignored by the http reply when used with an erorrfile.");
      fields.clear();
    }
  }

  private ReplyTemplate.Body fixed(byte[] bytes) throws CompileException {
    if ((status == 204 || status == 304) && bytes.length > 0) {
      throw error("No body expected for " + status + " responses");
    }
    if (contentType == null && bytes.length > 0) {
      throw error("a content type must be defined when non-empty payload is configured");
    }
    if (bytes.length == 0) {
      dropType("when used with an empty payload.");
    }
    return new ReplyTemplate.Fixed(bytes);
  }

  private ReplyTemplate.Body format(String text) throws CompileException {
    if (status == 204 || status == 304) {
      throw error("No body expected for " + status + " responses");
    }
    if (contentType == null) {
      throw error("a content type must be defined with a log-format payload");
    }
    LogFormat format = place.compile(text);
    return new ReplyTemplate.Format(format);
  }
}
