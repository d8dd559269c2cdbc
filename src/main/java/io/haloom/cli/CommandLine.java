package io.haloom.cli;

import java.util.List;
import java.util.Set;

/**
 * What the command line asks for (HAProxy management guide, section 3).
 *
 * @param task what to do
 * @param flags the options without a value
 * @param files what {@code -f} and {@code --} name, files and folders, in order
 * @param condition the text after {@code -cc}; null where {@code -cc} was the last word, and
 *     without {@code -cc}
 * @param overrides what precedes the configuration's own values
 * @param old the processes to take over from
 * @param warnings what is to be said before anything else
 */
public record CommandLine(
    Task task,
    Set<Flag> flags,
    List<String> files,
    String condition,
    Overrides overrides,
    OldProcesses old,
    List<String> warnings) {

  /** What the program is started for. */
  public enum Task {
    SERVE,
    /** {@code -c} */
    CHECK,
    /** {@code -cc} */
    CONDITION,
    /** {@code -v} */
    VERSION,
    /** {@code -vv} */
    BUILD_OPTIONS,
    /** {@code -dMhelp} */
    MEMORY_HELP
  }

  /** The options without a value. */
  public enum Flag {
    /** {@code -D} */
    DAEMON,
    /** {@code -db}, and by {@code -Ws} */
    FOREGROUND,
    /** {@code -d} */
    DEBUG,
    /** {@code -V} */
    VERBOSE,
    /** {@code -q} */
    QUIET,
    /** {@code -dD} */
    DIAG,
    /** {@code -dW} */
    ZERO_WARNING,
    /** {@code -W} and {@code -Ws} */
    MASTER_WORKER,
    /** {@code -Ws} */
    SYSTEMD,
    /** {@code -dr} */
    IGNORE_RESOLUTION_FAILURES,
    /** {@code -de} */
    NO_EPOLL,
    /** {@code -dS} */
    NO_SPLICE,
    /** {@code -dR} */
    NO_REUSEPORT,
    /** {@code -dV} */
    NO_SERVER_VERIFY,
    /** {@code -dL} */
    LIST_LIBRARIES
  }

  /**
   * Values that precede the configuration's.
   *
   * @param folder {@code -C}, or null
   * @param maxconn {@code -n}, 0 where not given
   * @param proxyMaxconn {@code -N}, 0 where not given
   * @param memoryMegabytes {@code -m}, 0 where not given
   * @param localpeer {@code -L}, or null
   * @param pidfile {@code -p}, or null
   * @param masterSockets {@code -S}: addresses of the master CLI, each with bind options after
   *     commas
   */
  public record Overrides(
      String folder,
      int maxconn,
      int proxyMaxconn,
      int memoryMegabytes,
      String localpeer,
      String pidfile,
      List<String> masterSockets) {}

  /**
   * The processes to take over from.
   *
   * @param socket {@code -x}: the stats socket that hands out listening sockets, or null
   * @param pids of {@code -sf} and {@code -st}
   * @param terminate whether they are to end at once ({@code -st}) or when their work is done
   */
  public record OldProcesses(String socket, List<Long> pids, boolean terminate) {}

  public boolean has(Flag flag) {
    return flags.contains(flag);
  }

  /** Whether to become a daemon, where the configuration says {@code daemon} or not. */
  public boolean daemon(boolean configured) {
    return has(Flag.DAEMON) || configured && !has(Flag.FOREGROUND) && !has(Flag.DEBUG);
  }

  /**
   * Whether nothing is to be said while starting: {@code -q} without {@code -V}.
   *
   * @param configured whether the configuration says {@code quiet}
   */
  public boolean silent(boolean configured) {
    boolean quiet = has(Flag.QUIET) || configured && !has(Flag.FOREGROUND) && !has(Flag.DEBUG);
    return quiet && !has(Flag.VERBOSE);
  }

  /** Whether to tell more than usual. */
  public boolean talkative() {
    return has(Flag.VERBOSE) || has(Flag.DEBUG);
  }
}
