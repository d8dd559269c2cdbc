package io.haloom.model.load.check;

import io.haloom.model.CheckStep;
import io.haloom.model.load.line.ProxyLine;
import io.haloom.model.load.word.LineException;
import java.util.List;

/** The order of {@code http-check} steps: connect, send, expect, and again. */
final class HttpCheckOrder {
  private HttpCheckOrder() {}

  /** Refuses {@code step} where it may not follow {@code before}. */
  static void require(ProxyLine line, List<CheckStep> before, CheckStep step) throws LineException {
    CheckStep last = null;
    for (CheckStep earlier : before) {
      boolean talks =
          !(earlier instanceof CheckStep.Comment || earlier instanceof CheckStep.SetVar);
      last = talks ? earlier : last;
    }
    if (last == null) {
      return;
    }
    boolean afterSend = last instanceof CheckStep.HttpSend;
    boolean afterExpect = last instanceof CheckStep.Expect;
    String missing = null;
    if (step instanceof CheckStep.HttpSend && !(last instanceof CheckStep.Connect)) {
      missing = "send rule at step %d (missing connect rule)";
    } else if (step instanceof CheckStep.Expect && !afterSend && !afterExpect) {
      missing = "expect rule at step %d (missing send rule)";
    } else if (step instanceof CheckStep.Connect && !afterExpect) {
      missing = "connect rule at step %d (missing expect rule)";
    }
    if (missing != null) {
      throw new LineException(
          "'http-check %s' : unable to add http-check %s.."
              .formatted(line.word(1), missing.formatted(before.size() + 1)));
    }
  }
}
