package io.haloom.model.load.global;

import static io.haloom.model.load.line.ArgumentValidation.any;
import static io.haloom.model.load.line.ArgumentValidation.argument;
import static io.haloom.model.load.line.ArgumentValidation.choice;
import static io.haloom.model.load.line.ArgumentValidation.givenRange;
import static io.haloom.model.load.line.ArgumentValidation.integer;
import static io.haloom.model.load.line.ArgumentValidation.none;
import static io.haloom.model.load.line.ArgumentValidation.onOff;
import static io.haloom.model.load.line.ArgumentValidation.range;
import static io.haloom.model.load.line.ArgumentValidation.size;
import static io.haloom.model.load.line.ArgumentValidation.text;

import io.haloom.config.KeywordTable;
import io.haloom.model.load.line.ArgumentValidation;
import io.haloom.model.load.line.GlobalWord;
import io.haloom.model.load.line.KeywordLine;
import io.haloom.model.load.word.LineException;
import io.haloom.model.load.word.Numbers;
import io.haloom.model.load.word.Refusals;

/**
 * Words of the global section that Haloom knows and does not act on: refused where leaving them out
 * would change what a user gets, warned of where HAProxy acts on them, and accepted where they only
 * tune what nothing can use, for the words that would use it are refused.
 */
final class UnsupportedGlobalKeywords {
  private static final String SIZE = "is without effect: variables have no size limit";
  private static final String TOOLS = "is without effect: use the JDK's own tools (jcmd, jfr)";
  private static final String POOLS =
      "is without effect: idle connections to servers are kept for each event loop, as many as"
          + " 'pool-max-conn' says";
  private static final String RATIO = "expects an integer argument between 0 and 100.";
  static final String SPACED_POSITIVE = "expects a positive numeric value.";

  private final KeywordTable.Builder<GlobalWord> table = KeywordTable.builder();

  private UnsupportedGlobalKeywords() {}

  static KeywordTable<GlobalWord> table() {
    UnsupportedGlobalKeywords words = new UnsupportedGlobalKeywords();
    words.unused();
    words.kernel();
    words.threads();
    words.pools();
    words.variables();
    words.tools();
    words.refused();
    return words.table.build();
  }

  private void unused() {
    table.addAll(HttpClientKeywords.table());
    UnusedGlobalWords h3 = new UnusedGlobalWords(table, "HTTP/3");
    h3.word(
        any(),
        "tune.quic.frontend.conn-tx-buffers.limit",
        "tune.quic.frontend.max-idle-timeout",
        "tune.quic.frontend.max-streams-bidi",
        "tune.quic.retry-threshold");
    lua();
    UnusedGlobalWords compression = new UnusedGlobalWords(table, "compression");
    compression.word(text("'%s' expects an integer argument in kb/s."), "maxcomprate");
    compression.word(givenRange(0, 100, RATIO), "maxcompcpuusage");
    compression.word(integer(), "maxzlibmem");
    compression.word(
        givenRange(1, 9, "expects a numeric value between 1 and 9"), "tune.comp.maxlevel");
    compression.word(any(), "tune.zlib.memlevel", "tune.zlib.windowsize");
    UnusedGlobalWords peers = new UnusedGlobalWords(table, "peers and QUIC");
    peers.word(
        givenRange(1, Integer.MAX_VALUE, "expects an integer argument greater than 0."),
        "tune.peers.max-updates-at-once");
    peers.word(text("expects an ASCII string argument."), "cluster-secret");
  }

  private void lua() {
    UnusedGlobalWords lua = new UnusedGlobalWords(table, "Lua");
    lua.word(line -> luaNumber(line, line.keyword() + ": invalid number"), "tune.lua.forced-yield");
    lua.word(
        line -> {
          if (!line.has(1)) {
            throw new LineException(
                "'tune.lua.maxmem' expects an integer argument (Lua memory size in MB).");
          }
          int good = Numbers.length(line.word(1));
          boolean whole = good == line.word(1).length();
          luaNumber(
              line,
              "tune.lua.maxmem: invalid number %s (error at '%c')"
                  .formatted(line.word(1), whole ? ' ' : line.word(1).charAt(good)));
        },
        "tune.lua.maxmem");
    lua.word(
        ArgumentValidation.luaTime(),
        "tune.lua.service-timeout",
        "tune.lua.session-timeout",
        "tune.lua.task-timeout");
  }

  private static void luaNumber(KeywordLine line, String problem) throws LineException {
    if (Numbers.length(line.word(1)) != line.word(1).length()) {
      throw new LineException(problem);
    }
  }

  private void kernel() {
    without(
        Refusals.KERNEL,
        none(),
        "nokqueue",
        "noevports",
        "nopoll",
        "nogetaddrinfo",
        "busy-polling",
        "set-dumpable",
        "insecure-setuid-wanted",
        "no-memory-trimming");
    without(
        Refusals.KERNEL,
        integer(),
        "tune.buffers.limit",
        "tune.buffers.reserve",
        "tune.maxpollevents",
        "tune.recv_enough",
        "tune.runqueue-depth");
    without(
        Refusals.KERNEL,
        range(0, 100, "expects a numeric value between 0 and 100."),
        "tune.fail-alloc");
    without(Refusals.KERNEL, UnsupportedGlobalKeywords::maxAccept, "tune.maxaccept");
    without(
        Refusals.KERNEL,
        line -> {
          boolean given = line.has(1) && Numbers.leading(line.word(1)) >= 0;
          if (!given) {
            throw new LineException("'tune.pattern.cache-size' expects a positive numeric value");
          }
        },
        "tune.pattern.cache-size");
    without(Refusals.KERNEL, onOff(), "tune.sched.low-latency");
    without(Refusals.KERNEL, ArgumentValidation.shortTime(), "tune.idletimer");
    without(Refusals.KERNEL, UnsupportedGlobalKeywords::edgeTriggered, "tune.fd.edge-triggered");
  }

  private static void maxAccept(KeywordLine line) throws LineException {
    integer().validate(line);
    long value = Numbers.whole(line.word(1));
    if (value < -1 || value > Integer.MAX_VALUE) {
      throw new LineException("'tune.maxaccept' expects -1 or an integer from 0 to INT_MAX.");
    }
  }

  private static void edgeTriggered(KeywordLine line) throws LineException {
    if (!line.context().global().flag("expose-experimental-directives")) {
      throw new LineException(
          "'tune.fd.edge-triggered' directive is experimental, must be allowed via a global"
              + " 'expose-experimental-directives'");
    }
    onOff().validate(line);
  }

  private void threads() {
    without(Refusals.THREADS, any(), "numa-cpu-mapping");
    without(
        Refusals.THREADS,
        line -> {
          if (!line.has(2)) {
            throw new LineException(
                "cpu-map expects a process number  ('all', 'odd', 'even', a number from 1 to 64 or"
                    + " a range),  followed by a list of CPU ranges with numbers from 0 to 63.");
          }
        },
        "cpu-map");
    without(Refusals.THREADS, UnsupportedGlobalKeywords::threadGroup, "thread-group");
    without(
        Refusals.THREADS,
        line -> {
          line.atMost(1);
          long groups = threadNumber(line);
          if (groups != 1) {
            throw new LineException(
                "'thread-groups' value must be between 1 and 1 (was " + groups + ")");
          }
        },
        "thread-groups");
    without(Refusals.THREADS, onOff(), "tune.listener.multi-queue");
    without(
        "is without effect since HAProxy 2.5, and here: threads are used, one per core (nbthread)",
        any(),
        "nbproc");
  }

  private static void threadGroup(KeywordLine line) throws LineException {
    long group = threadNumber(line);
    if (group != 1) {
      throw new LineException(
          "'thread-group' thread-group number must be between 1 and 1 (was " + group + ")");
    }
  }

  private static long threadNumber(KeywordLine line) throws LineException {
    String word = line.word(1);
    if (word.isEmpty() || Numbers.length(word) != word.length()) {
      throw new LineException(
          "'%s' passed a missing or unparsable integer value in '%s'"
              .formatted(line.keyword(), word));
    }
    return Numbers.whole(word);
  }

  private void pools() {
    without(POOLS, onOff(), "tune.idle-pool.shared");
    without(POOLS, givenRange(0, 100, RATIO), "tune.pool-high-fd-ratio", "tune.pool-low-fd-ratio");
  }

  private void variables() {
    without(
        SIZE,
        size(),
        "tune.vars.check-max-size",
        "tune.vars.global-max-size",
        "tune.vars.proc-max-size",
        "tune.vars.reqres-max-size",
        "tune.vars.sess-max-size",
        "tune.vars.txn-max-size");
  }

  private void tools() {
    without(TOOLS, choice("either 'on', 'auto', or 'off'", "on", "auto", "off"), "profiling.tasks");
    without(TOOLS, argument("either 'on' or 'off'", "on", "off"), "profiling.memory");
    without(TOOLS, none(), "debug");
  }

  private void refused() {
    table.refused(Refusals.LUA, "lua-load", "lua-load-per-thread", "lua-prepend-path");
    table.refused(
        "is not there yet: write paths from '/' on, or start with -C in the folder they are"
            + " relative to",
        "default-path");
    table.refused(
        "tune.chksize",
        "is not supported any more by HAProxy either: 'tune.bufsize' is used instead",
        line -> {
          throw LineException.tight(
              "option 'tune.chksize' is not supported any more (tune.bufsize is used instead).");
        });
  }

  private void without(String note, ArgumentValidation arguments, String... words) {
    for (String word : words) {
      table.warned(
          word,
          note,
          line -> {
            arguments.validate(line);
            line.warn("'" + word + "' " + note + ".");
          });
    }
  }
}
