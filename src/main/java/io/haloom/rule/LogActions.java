package io.haloom.rule;

import io.haloom.sample.CompileException;
import java.util.List;

/** {@code set-log-level}, and {@code set-nice}, which has nothing to act on here. */
final class LogActions {
  private static final int SILENT = -1;

  private static final List<String> LEVELS =
      List.of("emerg", "alert", "crit", "err", "warning", "notice", "info", "debug");

  private LogActions() {}

  static List<ActionWord> words() {
    return List.of(
        ActionWord.of("set-log-level", ActionWord.contents(), (line, word) -> logLevel(line)),
        ActionWord.of("set-nice", ActionWord.contents(), (line, word) -> nice(line)));
  }

  private static Action logLevel(ActionLine line) throws CompileException {
    String name = line.peek();
    int level = LEVELS.indexOf(name);
    if (level < 0 && !name.equals("silent")) {
      throw line.error("expects exactly 1 argument (log level name or 'silent')");
    }
    line.next();
    int wanted = level < 0 ? SILENT : level;
    return context -> {
      context.setLogLevel(wanted);
      return Verdict.CONTINUE;
    };
  }

  private static Action nice(ActionLine line) throws CompileException {
    if (line.peek().isEmpty()) {
      throw line.error("expects exactly 1 argument (integer value)");
    }
    line.next();
    line.scope()
        .warn(
            "'"
                + line.place().words()
                + " set-nice' has no effect: sessions are not scheduled by niceness here.");
    return context -> Verdict.CONTINUE;
  }
}
