package io.haloom.rule;

import io.haloom.sample.CompileException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Actions that end a rule set, and those that ask for a header first. */
final class DecisionActions {
  private DecisionActions() {}

  static List<ActionWord> words() {
    return List.of(
        ActionWord.of("accept", ActionWord.tcp(), (l, w) -> context -> Verdict.ACCEPT),
        ActionWord.of("allow", ActionWord.http(), (l, w) -> context -> Verdict.ACCEPT),
        ActionWord.of("reject", rejecting(), (l, w) -> context -> Verdict.REJECT),
        ActionWord.of("silent-drop", dropping(), (l, w) -> context -> Verdict.SILENT_DROP),
        ActionWord.of("close", EnumSet.of(RulePlace.RESPONSE), (l, w) -> context -> Verdict.CLOSE),
        ActionWord.of("expect-proxy", ActionWord.tcpRequests(), (l, w) -> expect(l, w, 1)),
        ActionWord.of("expect-netscaler-cip", ActionWord.tcpRequests(), (l, w) -> expect(l, w, 2)));
  }

  private static Set<RulePlace> rejecting() {
    return EnumSet.complementOf(EnumSet.of(RulePlace.HTTP_RESPONSE, RulePlace.HTTP_AFTER_RESPONSE));
  }

  private static Set<RulePlace> dropping() {
    return EnumSet.complementOf(EnumSet.of(RulePlace.HTTP_AFTER_RESPONSE));
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
