package io.haloom.model.load.proxy;

import io.haloom.config.KeywordTable;
import io.haloom.http.HttpReply;
import io.haloom.http.h1.ErrorFile;
import io.haloom.model.Place;
import io.haloom.model.load.draft.HttpDraft.ErrorSetting;
import io.haloom.model.load.line.KeywordLine;
import io.haloom.model.load.line.ProxyLine;
import io.haloom.model.load.line.ProxyWord;
import io.haloom.model.load.word.LineException;
import io.haloom.model.load.word.Numbers;
import io.haloom.rule.HttpErrors;
import io.haloom.rule.ReplyTemplate;
import io.haloom.sample.CompileException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * {@code errorfile}, {@code errorfiles}, {@code errorloc}, {@code errorloc302}, {@code errorloc303}
 * and {@code http-error}.
 */
final class ErrorKeywords {
  private ErrorKeywords() {}

  static KeywordTable<ProxyWord> table() {
    KeywordTable.Builder<ProxyWord> table = KeywordTable.builder();
    table.yes("errorfile", ErrorKeywords::errorFile);
    table.yes("errorfiles", ErrorKeywords::errorFiles);
    table.yes("errorloc", line -> errorLocation(line, "302 Found"));
    table.yes("errorloc302", line -> errorLocation(line, "302 Found"));
    table.yes("errorloc303", line -> errorLocation(line, "303 See Other"));
    table.yes("http-error", ErrorKeywords::httpError);
    return table.build();
  }

  private static Place place(ProxyLine line) {
    return new Place(line.line().file(), line.line().number());
  }

  private static void set(ProxyLine line, int status, ReplyTemplate template) {
    line.proxy()
        .http
        .errorSettings
        .add(new ErrorSetting(Set.of(status), template, null, true, place(line)));
  }

  /** A status for which there are error messages. */
  static int status(String keyword, String text) throws LineException {
    int status = Numbers.leading(text);
    if (!HttpErrors.STATUSES.contains(status)) {
      throw new LineException(keyword + " : status code '" + status + "' not handled.");
    }
    return status;
  }

  private static void errorFile(ProxyLine line) throws LineException {
    if (!line.has(1) || !line.has(2)) {
      throw new LineException("errorfile : expects <status_code> and <file> as arguments.\n");
    }
    int status = status("errorfile", line.word(1));
    HttpErrors errors = line.context().httpErrors();
    set(line, status, ReplyTemplate.of(status, load(errors, line, line.word(2))));
  }

  /** Reads an error file as {@code tune.bufsize} allows. */
  static HttpReply load(HttpErrors errors, KeywordLine line, String file) throws LineException {
    errors.bufsize(line.context().global().bufsize());
    try {
      return errors.load(file, line.context().diagnostics()::warning);
    } catch (CompileException e) {
      throw new LineException("errorfile : " + e.getMessage());
    }
  }

  private static void errorLocation(ProxyLine line, String answer) throws LineException {
    String keyword = line.keyword();
    if (!line.has(1) || !line.has(2)) {
      throw new LineException(keyword + " : expects <status_code> and <url> as arguments.\n");
    }
    int status = status(keyword, line.word(1));
    String message =
        "HTTP/1.1 "
            + answer
            + "\r\nCache-Control: no-cache\r\nContent-length: 0\r\nLocation: "
            + line.word(2)
            + "\r\n\r\n";
    try {
      HttpReply reply = ErrorFile.parse(message.getBytes(StandardCharsets.UTF_8));
      set(line, status, ReplyTemplate.of(status, reply));
    } catch (ErrorFile.InvalidException e) {
      throw new LineException(keyword + " : invalid error message: " + e.getMessage());
    }
  }

  private static void errorFiles(ProxyLine line) throws LineException {
    if (!line.has(1)) {
      throw new LineException("errorfiles : expects <name> as argument.");
    }
    Set<Integer> statuses = new LinkedHashSet<>();
    for (String word : line.from(2)) {
      statuses.add(status("errorfiles", word));
    }
    boolean named = !statuses.isEmpty();
    statuses.addAll(named ? Set.of() : HttpErrors.STATUSES);
    line.proxy()
        .http
        .errorSettings
        .add(new ErrorSetting(statuses, null, line.word(1), named, place(line)));
  }

  private static void httpError(ProxyLine line) throws LineException {
    line.scope().http(line.proxy().isHttp());
    line.scope().aliases(line.context().vocabulary().aliases());
    HttpErrors errors = line.context().httpErrors();
    errors.bufsize(line.context().global().bufsize());
    try {
      ReplyTemplate template = line.proxy().http.parser(errors).parseError(line.from(0));
      if (!HttpErrors.STATUSES.contains(template.status())) {
        throw new LineException("http-error: status code '" + template.status() + "' not handled.");
      }
      if (template.body() instanceof ReplyTemplate.Section section) {
        line.proxy()
            .http
            .errorSettings
            .add(
                new ErrorSetting(
                    Set.of(template.status()), null, section.name(), true, place(line)));
      } else {
        set(line, template.status(), template);
      }
    } catch (CompileException e) {
      throw new LineException("http-error : " + e.getMessage());
    } finally {
      line.scope().takeWarnings().forEach(line::warn);
    }
  }
}
