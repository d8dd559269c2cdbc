package io.haloom.admin.command;

import io.haloom.admin.Reply;
import io.haloom.admin.Request;

/** {@code show profiling} and {@code set profiling}: the JVM has profilers of its own. */
final class Profiling {
  private static final String STATE =
      """
      Per-task CPU profiling              : off           # jcmd <pid> JFR.start
      Memory usage profiling              : off           # jcmd <pid> JFR.start settings=profile
      """;

  private Profiling() {}

  static Reply show(Request request) {
    String what = request.word(2);
    if (what.isEmpty() || what.matches("all|status|tasks|memory|byaddr|[0-9]+")) {
      return Reply.data(STATE);
    }
    return Reply.error(
        "Expects either 'all', 'status', 'tasks', 'memory', 'byaddr' or a max number of output"
            + " lines.\n");
  }

  static Reply set(Request request) {
    String what = request.word(2);
    if (!what.equals("tasks") && !what.equals("memory")) {
      return Reply.error("Expects either 'tasks' or 'memory'.\n");
    }
    if (request.word(3).equals("off")) {
      return Reply.DONE;
    }
    return Reply.error(
        "Profiling is the JVM's here: use 'jcmd "
            + ProcessHandle.current().pid()
            + " JFR.start'.\n");
  }
}
