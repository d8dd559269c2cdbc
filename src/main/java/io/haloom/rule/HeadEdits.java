package io.haloom.rule;

import io.haloom.http.HeaderName;
import io.haloom.http.MessageHead;
import io.haloom.http.RequestHead;
import io.haloom.sample.CompileException;

/** What actions that change a head share. */
final class HeadEdits {
  private HeadEdits() {}

  /** The head that rules of this set change. */
  static MessageHead head(RuleContext context, RulePlace place) {
    return place.isResponse() ? context.http().response() : context.http().request();
  }

  /** Whether the head may grow by so many bytes. */
  static boolean fits(RuleContext context, int growth) {
    return growth <= 0 || growth <= context.http().room();
  }

  /** What becomes of the message after an edit that could be made, or could not. */
  static Verdict verdict(RuleContext context, boolean done) {
    if (done) {
      return Verdict.CONTINUE;
    }
    context.http().failedRewrite();
    return context.http().isStrict() ? Verdict.ERROR : Verdict.CONTINUE;
  }

  /** Keeps the authority of an absolute target equal to the host that a rule has set. */
  static void hostChanged(MessageHead head, HeaderName name, CharSequence value) {
    if (head instanceof RequestHead request && name.equals(HeaderName.HOST)) {
      request.authority(value);
    }
  }

  static HeaderName name(ActionLine line) throws CompileException {
    String text = line.next();
    try {
      return HeaderName.written(text);
    } catch (IllegalArgumentException e) {
      throw line.error("'" + text + "' is not the name of a header field");
    }
  }

  /** Refuses text that would end the line it becomes a part of. */
  static void requireOneLine(ActionLine line, String text) throws CompileException {
    if (!isOneLine(text)) {
      throw line.error("line ends are not possible in a head");
    }
  }

  static boolean isOneLine(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r' || c == 0) {
        return false;
      }
    }
    return true;
  }
}
