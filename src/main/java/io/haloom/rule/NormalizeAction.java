package io.haloom.rule;

import io.haloom.http.RequestHead;
import io.haloom.sample.CompileException;
import java.util.EnumSet;
import java.util.List;
import java.util.function.UnaryOperator;

/** {@code normalize-uri}: one normalizer a rule. */
final class NormalizeAction {
  private NormalizeAction() {}

  static List<ActionWord> words() {
    return List.of(
        ActionWord.of(
            "normalize-uri", EnumSet.of(RulePlace.HTTP_REQUEST), (line, word) -> compile(line)));
  }

  private static Action compile(ActionLine line) throws CompileException {
    if (line.peek().isEmpty()) {
      throw line.error("missing argument <normalizer>");
    }
    String name = line.next();
    return switch (name) {
      case "path-merge-slashes" -> path(UriNormalizer::mergeSlashes);
      case "path-strip-dot" -> path(UriNormalizer::stripDot);
      case "path-strip-dotdot" -> {
        boolean full = flag(line, name, "full");
        yield path(text -> UriNormalizer.stripDotDot(text, full));
      }
      case "query-sort-by-name" -> NormalizeAction::sortQuery;
      case "percent-to-uppercase" -> {
        boolean strict = flag(line, name, "strict");
        yield pathAndQuery(text -> UriNormalizer.uppercase(text, strict));
      }
      case "percent-decode-unreserved" -> {
        boolean strict = flag(line, name, "strict");
        yield pathAndQuery(text -> UriNormalizer.decodeUnreserved(text, strict));
      }
      case "fragment-strip" -> pathAndQuery(UriNormalizer::stripFragment);
      case "fragment-encode" -> pathAndQuery(UriNormalizer::encodeFragment);
      default -> throw line.error("unknown normalizer '" + name + "'");
    };
  }

  private static boolean flag(ActionLine line, String normalizer, String flag)
      throws CompileException {
    if (line.peek().equals(flag)) {
      line.next();
      return true;
    }
    if (!line.atEnd()) {
      throw line.error(
          "unknown argument '%s' for '%s' normalizer".formatted(line.peek(), normalizer));
    }
    return false;
  }

  private static Action path(UnaryOperator<String> normalizer) {
    return context -> normalize(context, RequestTarget.PATH, normalizer);
  }

  private static Action pathAndQuery(UnaryOperator<String> normalizer) {
    return context -> normalize(context, RequestTarget.PATH_AND_QUERY, normalizer);
  }

  private static Verdict normalize(
      RuleContext context, RequestTarget part, UnaryOperator<String> normalizer) {
    String old = part.of(context.http().request());
    if (old == null) {
      return Verdict.CONTINUE;
    }
    String text = normalizer.apply(old);
    if (text == null) {
      return Verdict.INVALID;
    }
    boolean done = text.equals(old) || part.replace(context, text);
    return HeadEdits.verdict(context, done);
  }

  private static Verdict sortQuery(RuleContext context) {
    RequestHead request = context.http().request();
    int mark = request.target().indexOf('?');
    if (RequestTarget.PATH.of(request) == null || mark < 0) {
      return Verdict.CONTINUE;
    }
    String query = UriNormalizer.sortQuery(request.target().substring(mark + 1));
    return HeadEdits.verdict(context, RequestTarget.replaceQuery(context, query));
  }
}
