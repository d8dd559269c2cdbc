package io.haloom.model.load;

import io.haloom.model.BindConfig;
import io.haloom.model.GlobalChecks;
import io.haloom.model.GlobalConfig;
import io.haloom.model.GlobalHttp;
import io.haloom.model.GlobalLimits;
import io.haloom.model.LogTarget;
import io.haloom.model.ProcessConfig;
import io.haloom.model.ProcessVariable;
import io.haloom.model.StatsSocketsConfig;
import io.haloom.model.TuneConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The global section while it is read; there may be several, and they add up. */
final class GlobalDraft {
  /** Words that hold a whole number, by keyword; absent where not written. */
  final Map<String, Integer> numbers = new HashMap<>();

  /** Words that hold a text, by keyword; absent where not written. */
  final Map<String, String> texts = new HashMap<>();

  /** Words without an argument that were written, or {@code false} after {@code no}. */
  final Map<String, Boolean> flags = new HashMap<>();

  /** How names of header fields are written, by the name in lower case. */
  final Map<String, String> headerCase = new HashMap<>();

  final List<LogTarget> logs = new ArrayList<>();
  final List<ProcessVariable> variables = new ArrayList<>();
  final List<BindConfig> statsBinds = new ArrayList<>();
  int statsTimeoutMillis = 10_000;
  int statsMaxconn = 10;

  /** Whether {@code stats} was written, which makes HAProxy's frontend of the stats sockets. */
  boolean statsWritten;

  int hardStopAfterMillis;
  int graceMillis;
  int maxSpreadMillis;
  int user = -1;
  int group = -1;
  final UnixSocketOwner unixBind = new UnixSocketOwner();
  String unixPrefix = "";

  /** Who may use a UNIX socket; -1 leaves what the system gives. */
  static final class UnixSocketOwner {
    int mode = -1;
    int uid = -1;
    int gid = -1;
  }

  int number(String keyword, int otherwise) {
    return numbers.getOrDefault(keyword, otherwise);
  }

  boolean flag(String keyword) {
    return flags.getOrDefault(keyword, false);
  }

  GlobalConfig build(String hostname) {
    return new GlobalConfig(
        limits(),
        process(hostname),
        new StatsSocketsConfig(List.copyOf(statsBinds), statsTimeoutMillis, statsMaxconn),
        List.copyOf(logs),
        texts.getOrDefault("log-tag", "haproxy"),
        texts.get("log-send-hostname"),
        new GlobalChecks(number("spread-checks", 0), maxSpreadMillis, flag("pp2-never-send-local")),
        texts.get("server-state-file"),
        texts.get("server-state-base"),
        tune(),
        new GlobalHttp(Map.copyOf(headerCase), flag(GlobalHttpKeywords.ANY_PAYLOAD)),
        List.copyOf(variables));
  }

  private GlobalLimits limits() {
    return new GlobalLimits(
        number("maxconn", 0),
        number("ulimit-n", 0),
        number("maxconnrate", 0),
        number("maxsessrate", 0),
        number("maxpipes", 0),
        number("fd-hard-limit", 0),
        flag("strict-limits"));
  }

  private ProcessConfig process(String hostname) {
    return new ProcessConfig(
        flag("daemon"),
        flag("master-worker"),
        number("nbthread", 0),
        texts.get("pidfile"),
        texts.getOrDefault("node", hostname),
        texts.get("description"),
        texts.getOrDefault("localpeer", hostname),
        user,
        group,
        texts.get("chroot"),
        hardStopAfterMillis,
        graceMillis,
        flag("quiet"),
        flag("zero-warning"),
        flag("noepoll"));
  }

  /** {@code tune.bufsize}, bytes. */
  int bufsize() {
    return number("tune.bufsize", 16384);
  }

  /** {@code tune.http.cookielen}, bytes. */
  int cookieLength() {
    return number("tune.http.cookielen", 63);
  }

  private TuneConfig tune() {
    int bufsize = bufsize();
    return new TuneConfig(
        bufsize,
        Math.min(number("tune.maxrewrite", 1024), bufsize / 2),
        number("tune.http.maxhdr", 101),
        number("tune.http.logurilen", 0),
        number("tune.pipesize", 0),
        number("tune.rcvbuf.client", 0),
        number("tune.rcvbuf.server", 0),
        number("tune.sndbuf.client", 0),
        number("tune.sndbuf.server", 0));
  }
}
