package io.haloom.rule;

import io.haloom.sample.CompileException;
import java.util.EnumSet;
import java.util.List;

/** Actions that end a rule set, and those that ask for a header first. */
final class DecisionActions {
  private DecisionActions() {}

  static List<ActionWord> words() {
    return List.of(
        ActionWord.of("accept", ActionWord.everywhere(), (l, w) -> context -> Verdict.ACCEPT),
        ActionWord.of("reject", ActionWord.everywhere(), (l, w) -> context -> Verdict.REJECT),
        ActionWord.of(
            "silent-drop", ActionWord.everywhere(), (l, w) -> context -> Verdict.SILENT_DROP),
        ActionWord.of("close", EnumSet.of(RulePlace.RESPONSE), (l, w) -> context -> Verdict.CLOSE),
        ActionWord.of("expect-proxy", ActionWord.requests(), (l, w) -> expect(l, w, 1)),
        ActionWord.of("expect-netscaler-cip", ActionWord.requests(), (l, w) -> expect(l, w, 2)));
  }

  private static Action expect(ActionLine line, String word, int kind) throws CompileException {
    String layer = line.peek();
    String in = " in " + line.scope().kind() + " '" + line.scope().name() + "'";
    if (!layer.equals("layer4")) {
      throw line.error(
          "'%s %s' only supports 'layer4'%s (got '%s')"
              .formatted(line.place().words(), word, in, layer));
    }
    if (line.place() != RulePlace.CONNECTION) {
      throw line.error(
          "'%s layer4' is not allowed in '%s' rules%s".formatted(word, line.place().words(), in));
    }
    line.next();
    return context -> {
      context.expectProxyHeader(kind);
      return Verdict.CONTINUE;
    };
  }
}
