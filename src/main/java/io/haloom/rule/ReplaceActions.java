package io.haloom.rule;

import io.haloom.http.HeaderName;
import io.haloom.http.Headers;
import io.haloom.http.MessageHead;
import io.haloom.regex.Groups;
import io.haloom.regex.Regex;
import io.haloom.sample.ByteText;
import io.haloom.sample.CompileException;
import io.haloom.sample.Expressions;
import io.haloom.sample.LogFormat;
import io.haloom.sample.Replacement;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * {@code replace-header} and {@code replace-value}: where the expression is found in a value, the
 * whole value is replaced.
 */
final class ReplaceActions {
  private ReplaceActions() {}

  static List<ActionWord> words() {
    return List.of(
        ActionWord.of("replace-header", ActionWord.http(), (line, word) -> compile(line, true)),
        ActionWord.of("replace-value", ActionWord.http(), (line, word) -> compile(line, false)));
  }

  private static Action compile(ActionLine line, boolean whole) throws CompileException {
    if (line.rest().size() < 3) {
      throw line.error("expects exactly 3 arguments");
    }
    HeaderName name = HeadEdits.name(line);
    Regex regex = Expressions.compile(line.next(), Regex.Options.CAPTURING);
    HeadEdits.requireOneLine(line, line.peek());
    LogFormat format = line.format();
    RulePlace place = line.place();
    return context -> {
      String text = format.text(context);
      MessageHead head = HeadEdits.head(context, place);
      Headers headers = head.headers();
      int field = headers.find(name);
      while (field >= 0) {
        String old = headers.value(field);
        ByteText value = context.takeText();
        boolean done = whole ? whole(regex, old, text, value) : each(regex, old, text, value);
        if (!done
            || !HeadEdits.isOneLine(value)
            || !HeadEdits.fits(context, value.length() - old.length())) {
          context.giveText(value);
          return HeadEdits.verdict(context, false);
        }
        if (!value.isText(old)) {
          headers.replace(field, value.bytes(), value.length());
          HeadEdits.hostChanged(head, name, value);
        }
        context.giveText(value);
        field = headers.find(name, field + 1);
      }
      return Verdict.CONTINUE;
    };
  }

  private static boolean whole(Regex regex, String old, String text, ByteText out) {
    byte[] bytes = old.getBytes(StandardCharsets.ISO_8859_1);
    Groups groups = new Groups();
    if (regex.find(bytes, 0, bytes.length, false, groups)) {
      return Replacement.expand(groups, bytes, 0, text, out);
    }
    out.append(old);
    return true;
  }

  /** Replaces among what commas divide; the blanks around a value go with it. */
  private static boolean each(Regex regex, String old, String text, ByteText out) {
    Groups groups = new Groups();
    int at = 0;
    while (at <= old.length()) {
      int end = valueEnd(old, at);
      byte[] bytes = withoutBlanks(old, at, end).getBytes(StandardCharsets.ISO_8859_1);
      if (!regex.find(bytes, 0, bytes.length, false, groups)) {
        out.append(old, at, end);
      } else if (!Replacement.expand(groups, bytes, 0, text, out)) {
        return false;
      }
      if (end < old.length()) {
        out.append(',');
      }
      at = end + 1;
    }
    return true;
  }

  private static String withoutBlanks(String text, int start, int end) {
    int from = start;
    int to = end;
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /** The next comma outside quotes, or the end (RFC 9110, section 5.6.4). */
  private static int valueEnd(String text, int from) {
    boolean quoted = false;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        return i;
      }
    }
    return text.length();
  }
}
