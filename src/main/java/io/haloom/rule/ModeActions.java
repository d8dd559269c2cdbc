package io.haloom.rule;

import io.haloom.sample.CompileException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code strict-mode}, {@code disable-l7-retry} and {@code wait-for-handshake}. */
final class ModeActions {
  private ModeActions() {}

  static List<ActionWord> words() {
    Set<RulePlace> requests = EnumSet.of(RulePlace.HTTP_REQUEST);
    return List.of(
        ActionWord.of("wait-for-handshake", requests, (line, word) -> ModeActions::handshake),
        ActionWord.of("disable-l7-retry", requests, (line, word) -> ModeActions::disableRetry),
        ActionWord.of("strict-mode", ActionWord.http(), (line, word) -> strict(line)));
  }

  private static Verdict disableRetry(RuleContext context) {
    context.http().disableRetry();
    return Verdict.CONTINUE;
  }

  /** A session begins with the end of its handshake, so there is nothing to wait for. */
  private static Verdict handshake(RuleContext context) {
    return Verdict.CONTINUE;
  }

  private static Action strict(ActionLine line) throws CompileException {
    String word = line.peek();
    if (word.isEmpty()) {
      throw line.error("expects exactly 1 arguments");
    }
    boolean on = word.equalsIgnoreCase("on");
    if (!on && !word.equalsIgnoreCase("off")) {
      throw line.error("Unexpected value '" + word + "'. Only 'on' and 'off' are supported");
    }
    line.next();
    return context -> {
      context.http().strictMode(on);
      return Verdict.CONTINUE;
    };
  }
}
