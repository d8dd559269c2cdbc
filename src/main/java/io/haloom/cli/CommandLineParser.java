package io.haloom.cli;

import io.haloom.cli.CommandLine.Flag;
import io.haloom.cli.CommandLine.Task;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the options of HAProxy 2.6. An option is told by its first letters, so {@code -vx} is
 * {@code -v}, as there. One object parses one command line.
 */
public final class CommandLineParser {
  private static final Set<String> MEMORY_WORDS =
      Set.of(
          "fail",
          "no-fail",
          "no-merge",
          "merge",
          "cold-first",
          "hot-first",
          "integrity",
          "no-integrity",
          "no-global",
          "global",
          "no-cache",
          "cache",
          "caller",
          "no-caller",
          "tag",
          "no-tag",
          "poison",
          "no-poison");

  private final String[] args;
  private int at;
  private Task task = Task.SERVE;
  private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
  private final List<String> files = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final List<Long> oldPids = new ArrayList<>();
  private final List<String> masterSockets = new ArrayList<>();
  private boolean terminateOld;
  private String oldSocket;
  private String condition;
  private String folder;
  private int maxconn;
  private int proxyMaxconn;
  private int memoryMegabytes;
  private String localpeer;
  private String pidfile;

  private CommandLineParser(String[] args) {
    this.args = args;
  }

  /**
   * Reads {@code args}.
   *
   * @throws CommandLineException where HAProxy ends with its list of options or with an alert
   */
  public static CommandLine parse(String... args) throws CommandLineException {
    return new CommandLineParser(args).parse();
  }

  private CommandLine parse() throws CommandLineException {
    for (at = 0; at < args.length && !printsAndEnds(); at++) {
      String word = args[at];
      if (!word.startsWith("-")) {
        throw CommandLineException.usage(null);
      }
      if (word.equals("--")) {
        files.addAll(List.of(args).subList(at + 1, args.length));
        break;
      }
      option(word.substring(1));
    }
    return new CommandLine(
        task,
        flags,
        files,
        condition,
        new CommandLine.Overrides(
            folder, maxconn, proxyMaxconn, memoryMegabytes, localpeer, pidfile, masterSockets),
        new CommandLine.OldProcesses(oldSocket, oldPids, terminateOld),
        warnings);
  }

  /** Whether what was read last is answered at once, whatever follows. */
  private boolean printsAndEnds() {
    return task == Task.VERSION || task == Task.BUILD_OPTIONS || task == Task.MEMORY_HELP;
  }

  private void option(String flag) throws CommandLineException {
    switch (flag.isEmpty() ? 0 : flag.charAt(0)) {
      case 'v' -> task = flag.startsWith("vv") ? Task.BUILD_OPTIONS : Task.VERSION;
      case 'd' -> debugOption(flag);
      case 'V' -> flags.add(Flag.VERBOSE);
      case 'c' -> check(flag);
      case 'D' -> flags.add(Flag.DAEMON);
      case 'W' -> masterWorker(flag);
      case 'q' -> flags.add(Flag.QUIET);
      case 'x' -> oldSocket();
      case 'S' -> masterSocket();
      case 's' -> oldProcesses(flag);
      default -> valued(flag);
    }
  }

  private void debugOption(String flag) throws CommandLineException {
    switch (flag.length() > 1 ? flag.charAt(1) : 0) {
      case 'e' -> flags.add(Flag.NO_EPOLL);
      case 'S' -> flags.add(Flag.NO_SPLICE);
      case 'R' -> flags.add(Flag.NO_REUSEPORT);
      case 'V' -> flags.add(Flag.NO_SERVER_VERIFY);
      // No poll() to fall back to, and one way to resolve: nothing to turn off.
      case 'p', 'G' -> {}
      case 'b' -> flags.add(Flag.FOREGROUND);
      case 'D' -> flags.add(Flag.DIAG);
      case 'W' -> flags.add(Flag.ZERO_WARNING);
      case 'M' -> memoryDebugging(flag.substring(2));
      case 'r' -> flags.add(Flag.IGNORE_RESOLUTION_FAILURES);
      case 'L' -> flags.add(Flag.LIST_LIBRARIES);
      case 'K' ->
          throw CommandLineException.refused(
              "-dK: the registered keywords cannot be dumped; docs/COMPATIBILITY.md lists them.");
      default -> flags.add(Flag.DEBUG);
    }
  }

  /** The JVM manages the memory: the words are checked, and change nothing. */
  private void memoryDebugging(String options) throws CommandLineException {
    String[] words = options.split(",", -1);
    for (int i = 0; i < words.length; i++) {
      boolean poison = i == 0 && (words[0].isEmpty() || isNumber(words[0]));
      if (poison || words[i].isEmpty() || MEMORY_WORDS.contains(words[i])) {
        continue;
      }
      if (words[i].equals("help")) {
        task = Task.MEMORY_HELP;
        return;
      }
      throw CommandLineException.refused("-dM: unknown pool debugging feature <" + words[i] + ">");
    }
  }

  private static boolean isNumber(String text) {
    try {
      Long.decode(text);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private void check(String flag) {
    if (!flag.startsWith("cc")) {
      task = task == Task.CONDITION ? task : Task.CHECK;
      return;
    }
    task = Task.CONDITION;
    at++;
    condition = at < args.length ? args[at] : null;
  }

  private void masterWorker(String flag) {
    flags.add(Flag.MASTER_WORKER);
    if (flag.startsWith("Ws")) {
      flags.add(Flag.SYSTEMD);
      flags.add(Flag.FOREGROUND);
    }
  }

  private void oldSocket() throws CommandLineException {
    if (at + 1 >= args.length) {
      throw CommandLineException.usage("Unix socket path expected with the -x flag\n");
    }
    if (oldSocket != null) {
      warnings.add("-x option already set, overwriting the value");
    }
    oldSocket = args[++at];
  }

  private void masterSocket() throws CommandLineException {
    if (at + 1 >= args.length) {
      throw CommandLineException.usage(
          "Socket and optional bind parameters expected with the -S flag");
    }
    masterSockets.add(args[++at]);
  }

  private void oldProcesses(String flag) throws CommandLineException {
    if (!flag.startsWith("sf") && !flag.startsWith("st")) {
      valued(flag);
      return;
    }
    terminateOld = flag.charAt(1) == 't';
    while (at + 1 < args.length && !args[at + 1].startsWith("-")) {
      String word = args[++at].strip();
      int end = 0;
      while (end < word.length() && Character.isDigit(word.charAt(end))) {
        end++;
      }
      if (end < word.length()) {
        throw CommandLineException.refused(
            "-%s option: some bytes unconsumed in PID list {%s}"
                .formatted(flag, word.substring(end).strip()));
      }
      long pid = end == 0 || end > 18 ? 0 : Long.parseLong(word);
      if (pid <= 0) {
        throw CommandLineException.usage(null);
      }
      oldPids.add(pid);
    }
  }

  private void valued(String flag) throws CommandLineException {
    at++;
    if (at >= args.length) {
      throw CommandLineException.usage(null);
    }
    String value = args[at];
    switch (flag.isEmpty() ? 0 : flag.charAt(0)) {
      case 'C' -> folder = value;
      case 'n' -> maxconn = leadingNumber(value);
      case 'm' -> memoryMegabytes = leadingNumber(value);
      case 'N' -> proxyMaxconn = leadingNumber(value);
      case 'L' -> localpeer = value;
      case 'f' -> files.add(value);
      case 'p' -> pidfile = value;
      default -> throw CommandLineException.usage(null);
    }
  }

  /** The digits {@code text} starts with, as C's atol reads them; 0 where there are none. */
  private static int leadingNumber(String text) {
    long number = 0;
    String word = text.strip();
    for (int i = 0; i < word.length() && Character.isDigit(word.charAt(i)); i++) {
      number = Math.min(Integer.MAX_VALUE, number * 10 + Character.digit(word.charAt(i), 10));
    }
    return (int) number;
  }
}
