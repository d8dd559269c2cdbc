package io.haloom.rule;

import io.haloom.sample.CompileException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code set-mark} and {@code set-tos}: what the kernel does with the client's packets. */
final class SocketActions {
  private SocketActions() {}

  static List<ActionWord> words() {
    return List.of(
        ActionWord.of("set-mark", places(), (line, word) -> mark(line)),
        ActionWord.of("set-tos", places(), (line, word) -> tos(line)));
  }

  private static Set<RulePlace> places() {
    return EnumSet.complementOf(EnumSet.of(RulePlace.HTTP_AFTER_RESPONSE));
  }

  private static Action mark(ActionLine line) throws CompileException {
    int mark = number(line);
    return context -> {
      context.setMark(mark);
      return Verdict.CONTINUE;
    };
  }

  private static Action tos(ActionLine line) throws CompileException {
    int tos = number(line);
    return context -> {
      context.setTos(tos);
      return Verdict.CONTINUE;
    };
  }

  /** A number as C reads it: decimal, {@code 0x} hexadecimal, {@code 0} octal. */
  private static int number(ActionLine line) throws CompileException {
    String text = line.peek();
    if (text.isEmpty()) {
      throw line.error("expects exactly 1 argument (integer/hex value)");
    }
    boolean negative = text.startsWith("-");
    int start = negative || text.startsWith("+") ? 1 : 0;
    int radix = 10;
    if (isHexadecimal(text, start)) {
      radix = 16;
      start += 2;
    } else if (text.startsWith("0", start)) {
      radix = 8;
    }
    long value = 0;
    for (int i = start; i < text.length(); i++) {
      int digit = Character.digit(text.charAt(i), radix);
      if (digit < 0) {
        throw line.error(
            "invalid character starting at '"
                + text.substring(i)
                + "' (integer/hex value expected)");
      }
      value = value * radix + digit & 0xFFFFFFFFL;
    }
    line.next();
    return (int) (negative ? -value : value);
  }

  private static boolean isHexadecimal(String text, int start) {
    return text.regionMatches(true, start, "0x", 0, 2)
        && text.length() > start + 2
        && Character.digit(text.charAt(start + 2), 16) >= 0;
  }
}
