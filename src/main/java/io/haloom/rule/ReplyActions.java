package io.haloom.rule;

import io.haloom.http.HeaderName;
import io.haloom.http.HttpReply;
import io.haloom.sample.CompileException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code return}, {@code deny}, {@code tarpit} and {@code auth}. */
final class ReplyActions {
  private ReplyActions() {}

  static List<ActionWord> words() {
    Set<RulePlace> requests = EnumSet.of(RulePlace.HTTP_REQUEST);
    return List.of(
        ActionWord.of("auth", requests, (line, word) -> auth(line)),
        ActionWord.of(
            "deny",
            ActionWord.httpMessages(),
            (line, word) -> deny(line, line.place().isResponse() ? 502 : 403, Verdict.DENY)),
        ActionWord.of(
            "return",
            ActionWord.httpMessages(),
            (line, word) -> answer(parse(line, 200), Verdict.REPLY)),
        ActionWord.of("tarpit", requests, (line, word) -> deny(line, 500, Verdict.TARPIT)));
  }

  private static Action answer(ReplyTemplate template, Verdict verdict) {
    return context -> {
      context.http().answers(template.status());
      context.http().reply(template.status(), template.build(context));
      return verdict;
    };
  }

  private static ReplyTemplate parse(ActionLine line, int status) throws CompileException {
    ReplyParser parser =
        new ReplyParser(
            line.words(), line.at(), line.formats(line.place().context()), line.errors());
    ReplyTemplate template = parser.parse(status);
    line.moveTo(parser.nextWord());
    if (template.body() instanceof ReplyTemplate.Section section) {
      line.later(() -> missing(line, template.status(), section.name()));
    }
    return template;
  }

  private static String missing(ActionLine line, int status, String section) {
    if (!line.errors().has(section)) {
      return "unknown http-errors section '" + section + "' referenced by an http reply ";
    }
    if (line.errors().find(section, status) == null) {
      line.scope()
          .warn(
              "Proxy '%s': status '%d' referenced by an http reply not declared in http-errors section '%s'."
                  .formatted(line.scope().name(), status, section));
    }
    return null;
  }

  /** {@code deny_status} is what {@code status} was called; alone, it means the proxy's reply. */
  private static Action deny(ActionLine line, int defaultStatus, Verdict verdict)
      throws CompileException {
    if (line.atEnd()) {
      return answer(proxys(defaultStatus), verdict);
    }
    if (line.peek().equals("deny_status")) {
      List<String> words = new ArrayList<>(line.words());
      words.set(line.at(), "status");
      ActionLine today = line.with(words);
      boolean alone = isEnd(words, line.at() + 2);
      ReplyTemplate template = parse(today, defaultStatus);
      line.moveTo(today.at());
      if (alone) {
        requireKnown(line, template.status());
        return answer(proxys(template.status()), verdict);
      }
      return answer(template, verdict);
    }
    return answer(parse(line, defaultStatus), verdict);
  }

  private static boolean isEnd(List<String> words, int at) {
    return at >= words.size() || words.get(at).equals("if") || words.get(at).equals("unless");
  }

  private static void requireKnown(ActionLine line, int status) throws CompileException {
    if (!HttpErrors.STATUSES.contains(status)) {
      throw line.error(
          "status code '%d' not handled by default with 'default-errorfiles' argument."
              .formatted(status));
    }
  }

  private static ReplyTemplate proxys(int status) {
    return new ReplyTemplate(status, null, List.of(), new ReplyTemplate.Default());
  }

  private static Action auth(ActionLine line) throws CompileException {
    String realm = line.scope().name();
    if (line.peek().equals("realm")) {
      line.next();
      if (line.peek().isEmpty()) {
        throw line.error("missing realm value.\n");
      }
      HeadEdits.requireOneLine(line, line.peek());
      realm = line.next();
    }
    String value = "Basic realm=\"" + realm + "\"";
    return context -> {
      boolean proxied = context.http().isProxied();
      HeaderName name = proxied ? HeaderName.PROXY_AUTHENTICATE : HeaderName.WWW_AUTHENTICATE;
      int status = proxied ? 407 : 401;
      HttpReply page = context.http().errorReply(status);
      context.http().reply(status, page.isSilent() ? page : page.with(name, value));
      return Verdict.REPLY;
    };
  }
}
