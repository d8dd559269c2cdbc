package io.haloom.rule;

import io.haloom.http.HeaderName;
import io.haloom.http.RequestHead;
import io.haloom.regex.Groups;
import io.haloom.regex.Regex;
import io.haloom.sample.ByteText;
import io.haloom.sample.CompileException;
import io.haloom.sample.Expressions;
import io.haloom.sample.LogFormat;
import io.haloom.sample.Replacement;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * {@code set-method}, {@code set-path}, {@code set-pathq}, {@code set-query}, {@code set-uri},
 * {@code replace-path}, {@code replace-pathq} and {@code replace-uri}.
 */
final class TargetActions {
  private static final Set<RulePlace> PLACES = EnumSet.of(RulePlace.HTTP_REQUEST);

  private TargetActions() {}

  static List<ActionWord> words() {
    return List.of(
        replace("replace-path", RequestTarget.PATH),
        replace("replace-pathq", RequestTarget.PATH_AND_QUERY),
        replace("replace-uri", RequestTarget.URI),
        set("set-method", TargetActions::setMethod),
        set("set-path", RequestTarget.PATH::replace),
        set("set-pathq", RequestTarget.PATH_AND_QUERY::replace),
        set("set-query", RequestTarget::replaceQuery),
        set("set-uri", RequestTarget.URI::replace));
  }

  /** One part of the start line that is set; tells whether it could be. */
  private interface Part {
    boolean set(RuleContext context, String text);
  }

  private static ActionWord set(String name, Part part) {
    return ActionWord.of(
        name,
        PLACES,
        (line, word) -> {
          requireArguments(line, 1, "expects exactly 1 argument <format>");
          LogFormat format = line.format();
          return context -> HeadEdits.verdict(context, part.set(context, format.text(context)));
        });
  }

  private static void requireArguments(ActionLine line, int count, String message)
      throws CompileException {
    List<String> rest = line.rest();
    boolean more =
        rest.size() > count && !rest.get(count).equals("if") && !rest.get(count).equals("unless");
    if (rest.size() < count || more) {
      throw line.error(message);
    }
  }

  private static boolean setMethod(RuleContext context, String text) {
    RequestHead request = context.http().request();
    boolean possible =
        HeaderName.isToken(text)
            && HeadEdits.fits(context, text.length() - request.methodName().length());
    if (possible) {
      request.method(text);
    }
    return possible;
  }

  private static ActionWord replace(String name, RequestTarget part) {
    return ActionWord.of(
        name,
        PLACES,
        (line, word) -> {
          requireArguments(
              line, 2, "expects exactly 2 arguments <match-regex> and <replace-format>");
          Regex regex = regex(line);
          LogFormat format = line.format();
          return context -> replaced(context, part, regex, format);
        });
  }

  private static Regex regex(ActionLine line) throws CompileException {
    try {
      return Expressions.compile(line.next(), Regex.Options.CAPTURING);
    } catch (CompileException e) {
      throw e.prefixed("failed to parse the regex : ");
    }
  }

  private static Verdict replaced(
      RuleContext context, RequestTarget part, Regex regex, LogFormat format) {
    String old = part.of(context.http().request());
    if (old == null || old.isEmpty()) {
      return Verdict.CONTINUE;
    }
    byte[] bytes = old.getBytes(StandardCharsets.ISO_8859_1);
    Groups groups = new Groups();
    if (!regex.find(bytes, 0, bytes.length, false, groups)) {
      return Verdict.CONTINUE;
    }
    ByteText text = new ByteText();
    boolean done = Replacement.expand(groups, bytes, 0, format.text(context), text);
    return HeadEdits.verdict(context, done && part.replace(context, text.toString()));
  }
}
