package io.haloom.rule;

import io.haloom.http.HeaderName;
import io.haloom.http.Headers;
import io.haloom.http.HttpReply;
import io.haloom.http.MessageHead;
import io.haloom.sample.ByteText;
import io.haloom.sample.CompileException;
import io.haloom.sample.LogFormat;
import java.util.EnumSet;
import java.util.List;

/** {@code add-header}, {@code set-header} and {@code early-hint}. */
final class HeaderActions {
  /** A colon, a blank and the line's end. */
  private static final int LINE_OVERHEAD = 4;

  private HeaderActions() {}

  static List<ActionWord> words() {
    return List.of(
        ActionWord.of("add-header", ActionWord.http(), (line, word) -> put(line, false)),
        ActionWord.of("set-header", ActionWord.http(), (line, word) -> put(line, true)),
        ActionWord.of(
            "early-hint", EnumSet.of(RulePlace.HTTP_REQUEST), (line, word) -> EarlyHint.of(line)));
  }

  private static void requireTwo(ActionLine line) throws CompileException {
    if (line.rest().size() < 2) {
      throw line.error("expects exactly 2 arguments");
    }
  }

  private static Action put(ActionLine line, boolean replace) throws CompileException {
    requireTwo(line);
    HeaderName name = HeadEdits.name(line);
    HeadEdits.requireOneLine(line, line.peek());
    LogFormat format = line.format();
    RulePlace place = line.place();
    int overhead = name.toString().length() + LINE_OVERHEAD;
    return context -> {
      ByteText value = context.takeText();
      format.render(context, value);
      MessageHead head = HeadEdits.head(context, place);
      Headers headers = head.headers();
      if (replace) {
        headers.remove(name);
      }
      boolean fits = HeadEdits.fits(context, overhead + value.length());
      if (fits) {
        headers.add(name, value.bytes(), value.length());
        HeadEdits.hostChanged(head, name, value);
      }
      context.giveText(value);
      return HeadEdits.verdict(context, fits);
    };
  }

  /** Hints sent as one response: rules without a condition that follow each other are one. */
  record EarlyHint(List<HeaderName> names, List<LogFormat> values) implements Action {

    static EarlyHint of(ActionLine line) throws CompileException {
      requireTwo(line);
      HeaderName name = HeadEdits.name(line);
      HeadEdits.requireOneLine(line, line.peek());
      return new EarlyHint(List.of(name), List.of(line.format()));
    }

    EarlyHint followedBy(EarlyHint next) {
      return new EarlyHint(join(names, next.names), join(values, next.values));
    }

    private static <T> List<T> join(List<T> first, List<T> second) {
      return java.util.stream.Stream.concat(first.stream(), second.stream()).toList();
    }

    @Override
    public Verdict apply(RuleContext context) {
      if (context.http().request().isVersion11()) {
        HttpReply.Field[] fields = new HttpReply.Field[names.size()];
        for (int i = 0; i < fields.length; i++) {
          String value = values.get(i).text(context);
          fields[i] = new HttpReply.Field(names.get(i), value);
        }
        context.http().earlyHints(List.of(fields));
      }
      return Verdict.CONTINUE;
    }
  }
}
