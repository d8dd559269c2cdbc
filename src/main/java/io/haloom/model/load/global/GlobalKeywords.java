package io.haloom.model.load.global;

import io.haloom.config.KeywordTable;
import io.haloom.config.TimeValue;
import io.haloom.config.TimeValue.Unit;
import io.haloom.model.load.address.AddressException;
import io.haloom.model.load.bind.UnixBindParser;
import io.haloom.model.load.draft.GlobalDraft;
import io.haloom.model.load.line.GlobalWord;
import io.haloom.model.load.line.KeywordLine;
import io.haloom.model.load.log.LogTargetParser;
import io.haloom.model.load.word.LineException;
import io.haloom.model.load.word.Numbers;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** The words of the global section (HAProxy manual, section 3) that concern the process. */
final class GlobalKeywords {
  private static final Pattern NODE = Pattern.compile("[A-Za-z0-9_.-]+");
  private static final int MAX_THREADS = 64;

  private static final String CLOSE_SPREAD =
      "is without effect: at a soft stop, idle HTTP connections are closed at once";

  private GlobalKeywords() {}

  static KeywordTable<GlobalWord> table() {
    KeywordTable.Builder<GlobalWord> table = KeywordTable.builder();
    flags(table);
    numbers(table);
    texts(table);
    table.yes("hard-stop-after", GlobalKeywords::hardStopAfter);
    table.yes("grace", GlobalKeywords::grace);
    table.warned(
        "close-spread-time",
        CLOSE_SPREAD,
        line -> {
          if (!line.word(1).equals("infinite")) {
            delay(line);
          }
          line.warn("'close-spread-time' " + CLOSE_SPREAD + ".");
        });
    table.yes("max-spread-checks", GlobalKeywords::maxSpreadChecks);
    table.yes("spread-checks", GlobalKeywords::spreadChecks);
    table.yes("nbthread", GlobalKeywords::nbthread);
    table.yes("uid", GlobalKeywords::uid);
    table.yes("gid", GlobalKeywords::gid);
    table.yes("user", GlobalKeywords::user);
    table.yes("group", GlobalKeywords::group);
    table.yes("log-send-hostname", GlobalKeywords::logSendHostname);
    table.yes("description", GlobalKeywords::description);
    table.yes("node", GlobalKeywords::node);
    table.yes("localpeer", GlobalKeywords::localpeer);
    table.yes("log", GlobalKeywords::log);
    table.yes("stats", StatsSocketParser::parse);
    table.yes("unix-bind", UnixBindParser::parse);
    table.yes("master-worker", GlobalKeywords::masterWorker);
    table.yes("mworker-max-reloads", GlobalKeywords::maxReloads);
    return table.build();
  }

  private static void flags(KeywordTable.Builder<GlobalWord> table) {
    for (String word :
        new String[] {
          "daemon",
          "quiet",
          "zero-warning",
          "external-check",
          "insecure-fork-wanted",
          "strict-limits",
          "noepoll",
          "nosplice",
          "noreuseport",
          "expose-experimental-directives",
          GlobalDraft.FOLLOW_NAMES,
          "pp2-never-send-local"
        }) {
      table.yes(
          word,
          line -> {
            line.atMost(0);
            line.context().global().flags.put(word, !line.line().isNegated());
          });
    }
  }

  private static void numbers(KeywordTable.Builder<GlobalWord> table) {
    for (String word :
        new String[] {
          "maxconn", "ulimit-n", "maxconnrate", "maxsessrate", "maxpipes", "fd-hard-limit"
        }) {
      table.yes(word, line -> onceNumber(line));
    }
  }

  private static void texts(KeywordTable.Builder<GlobalWord> table) {
    table.yes("pidfile", line -> onceText(line, "expects a file name as an argument."));
    table.yes(
        "server-state-base", line -> onceText(line, "expects one argument: a directory path."));
    table.yes("server-state-file", line -> onceText(line, "expect one argument: a file path."));
    table.yes("chroot", line -> onceText(line, "expects a directory as an argument."));
    table.yes(
        "log-tag",
        line -> {
          line.atMost(1);
          needs(line, "expects a tag for use in syslog.");
          line.context().global().texts.put("log-tag", line.word(1));
        });
  }

  /** Words that take an integer once. */
  static void onceNumber(KeywordLine line) throws LineException {
    line.atMost(1);
    if (isRepeated(line, line.context().global().numbers.getOrDefault(line.keyword(), 0) != 0)) {
      return;
    }
    needs(line, "expects an integer argument.");
    line.context().global().numbers.put(line.keyword(), line.integer(1));
  }

  private static void onceText(KeywordLine line, String expectation) throws LineException {
    line.atMost(1);
    if (isRepeated(line, line.context().global().texts.containsKey(line.keyword()))) {
      return;
    }
    needs(line, expectation);
    line.context().global().texts.put(line.keyword(), line.word(1));
  }

  private static boolean isRepeated(KeywordLine line, boolean repeated) {
    if (repeated) {
      tellHarmless(line, "'" + line.keyword() + "' already specified. Continuing.");
    }
    return repeated;
  }

  private static void tellHarmless(KeywordLine line, String text) {
    line.context()
        .diagnostics()
        .harmlessAlert("parsing [" + line.line().location() + "] : " + text);
  }

  private static void needs(KeywordLine line, String expectation) throws LineException {
    if (!line.has(1)) {
      throw new LineException("'" + line.keyword() + "' " + expectation);
    }
  }

  private static void hardStopAfter(KeywordLine line) throws LineException {
    line.context().global().hardStopAfterMillis = delay(line);
  }

  private static void grace(KeywordLine line) throws LineException {
    line.context().global().graceMillis = delay(line);
  }

  private static int delay(KeywordLine line) throws LineException {
    needs(line, "expects <time> as argument.\n");
    TimeValue.Parsed time = line.time(1, Unit.MS);
    if (time.problem() == TimeValue.Problem.OVERFLOW) {
      throw new LineException(
          "timer overflow in argument '%s' to '%s' (maximum value is 2147483647 ms or ~24.8 days)"
              .formatted(line.word(1), line.keyword()));
    }
    if (!time.ok()) {
      throw new LineException(
          "unexpected character '%c' in argument to <%s>."
              .formatted(time.unexpected(), line.keyword()));
    }
    return time.value();
  }

  private static void maxSpreadChecks(KeywordLine line) throws LineException {
    line.atMost(1);
    if (!line.has(1)) {
      throw LineException.tight("'" + line.keyword() + "' expects an integer argument (0..50).");
    }
    TimeValue.Parsed time = line.time(1, Unit.MS);
    if (time.problem() == TimeValue.Problem.OVERFLOW) {
      throw LineException.tight(
          "timer overflow in argument <%s> to <%s>, maximum value is 2147483647 ms (~24.8 days)."
              .formatted(line.word(1), line.keyword()));
    }
    if (!time.ok()) {
      throw LineException.tight(
          "unsupported character '%c' in '%s' (wants an integer delay)."
              .formatted(time.unexpected(), line.keyword()));
    }
    line.context().global().maxSpreadMillis = time.value();
  }

  private static void spreadChecks(KeywordLine line) throws LineException {
    line.atMost(1);
    GlobalDraft global = line.context().global();
    if (global.number("spread-checks", 0) != 0) {
      line.context()
          .diagnostics()
          .harmlessAlert(
              "parsing ["
                  + line.line().location()
                  + "]: spread-checks already specified. Continuing.");
      return;
    }
    if (!line.has(1)) {
      throw LineException.tight("'spread-checks' expects an integer argument (0..50).");
    }
    int percent = line.integer(1);
    if (percent < 0 || percent > 50) {
      throw LineException.tight("'spread-checks' needs a positive value in range 0..50.");
    }
    global.numbers.put("spread-checks", percent);
  }

  private static void nbthread(KeywordLine line) throws LineException {
    line.atMost(1);
    String word = line.word(1);
    if (word.isEmpty() || Numbers.length(word) != word.length()) {
      throw new LineException(
          "'nbthread' passed a missing or unparsable integer value in '" + word + "'");
    }
    int threads = Numbers.leading(word);
    if (threads < 1 || threads > MAX_THREADS) {
      throw new LineException(
          "'nbthread' value must be between 1 and %d (was %d)".formatted(MAX_THREADS, threads));
    }
    line.context().global().numbers.put("nbthread", threads);
  }

  private static void uid(KeywordLine line) throws LineException {
    line.atMost(1);
    if (line.context().global().user >= 0) {
      tellHarmless(line, "user/uid already specified. Continuing.");
      return;
    }
    needs(line, "expects an integer argument.");
    if (!isId(line.word(1))) {
      line.warn(
          " uid: string '%s' is not a number.\n   | You might want to use the 'user' parameter to use a system user name."
              .formatted(line.word(1)));
      return;
    }
    line.context().global().user = Numbers.leading(line.word(1));
  }

  private static boolean isId(String word) {
    long id = Numbers.whole(word);
    return Numbers.length(word) == word.length() && id >= 0 && id <= Integer.MAX_VALUE;
  }

  private static void gid(KeywordLine line) throws LineException {
    line.atMost(1);
    if (line.context().global().group >= 0) {
      tellHarmless(line, "group/gid already specified. Continuing.");
      return;
    }
    needs(line, "expects an integer argument.");
    if (!isId(line.word(1))) {
      line.warn(
          " gid: string '%s' is not a number.\n   | You might want to use the 'group' parameter to use a system group name."
              .formatted(line.word(1)));
      return;
    }
    line.context().global().group = Numbers.leading(line.word(1));
  }

  private static void user(KeywordLine line) throws LineException {
    line.atMost(1);
    if (line.context().global().user >= 0) {
      tellHarmless(line, "user/uid already specified. Continuing.");
      return;
    }
    OptionalInt id = line.context().accounts().user(line.word(1));
    if (id.isEmpty()) {
      throw new LineException("cannot find user id for '" + line.word(1) + "' (0:Success)");
    }
    line.context().global().user = id.getAsInt();
  }

  private static void group(KeywordLine line) throws LineException {
    line.atMost(1);
    if (line.context().global().group >= 0) {
      tellHarmless(line, "gid/group was already specified. Continuing.");
      return;
    }
    OptionalInt id = line.context().accounts().group(line.word(1));
    if (id.isEmpty()) {
      throw new LineException("cannot find group id for '" + line.word(1) + "' (0:Success)");
    }
    line.context().global().group = id.getAsInt();
  }

  private static void logSendHostname(KeywordLine line) {
    GlobalDraft global = line.context().global();
    if (!isRepeated(line, global.texts.containsKey("log-send-hostname"))) {
      global.texts.put("log-send-hostname", line.has(1) ? line.word(1) : line.context().hostname());
    }
  }

  private static void description(KeywordLine line) throws LineException {
    if (!line.has(1)) {
      throw LineException.tight("'description' expects a string argument.");
    }
    line.context().global().texts.put("description", String.join(" ", line.from(1)));
  }

  private static void node(KeywordLine line) throws LineException {
    line.atMost(1);
    if (!NODE.matcher(line.word(1)).matches()) {
      throw LineException.tight(
          "'node' requires valid node name - non-empty string with digits(0-9), letters(A-Z, a-z),"
              + " dot(.), hyphen(-) or underscode(_).");
    }
    line.context().global().texts.put("node", line.word(1));
  }

  private static void localpeer(KeywordLine line) throws LineException {
    line.atMost(1);
    needs(line, "expects a name as an argument.");
    if (line.context().options().localpeer()) {
      line.warn(
          "'localpeer' ignored since it is already set by using the '-L' command line argument.");
      return;
    }
    line.context().global().texts.put("localpeer", line.word(1));
    line.context().environment().set("HAPROXY_LOCALPEER", line.word(1));
  }

  private static void log(KeywordLine line) throws LineException {
    try {
      new LogTargetParser(line).parse(line.context().global().logs, true);
    } catch (AddressException e) {
      throw new LineException("log : " + e.getMessage());
    }
  }

  private static void masterWorker(KeywordLine line) throws LineException {
    line.atMost(1);
    if (line.has(1) && !line.word(1).equals("no-exit-on-failure")) {
      throw new LineException("'master-worker' only supports 'no-exit-on-failure' option.");
    }
    line.context().global().flags.put("master-worker", true);
    if (line.has(1)) {
      line.context().global().flags.put(line.word(1), true);
    }
  }

  private static void maxReloads(KeywordLine line) throws LineException {
    line.atMost(1);
    needs(line, "expects an integer argument.");
    int reloads = line.integer(1);
    if (reloads < 0) {
      throw new LineException("'mworker-max-reloads' expects a positive value or zero.");
    }
    line.context().global().numbers.put("mworker-max-reloads", reloads);
  }
}
