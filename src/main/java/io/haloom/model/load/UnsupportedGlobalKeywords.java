package io.haloom.model.load;

import io.haloom.config.KeywordTable;

/**
 * Words of the global section that Haloom knows and does not act on: refused where leaving them out
 * would change what a user gets, warned of where they only tune what is not there.
 */
final class UnsupportedGlobalKeywords {
  private UnsupportedGlobalKeywords() {}

  static KeywordTable<GlobalWord> table() {
    KeywordTable.Builder<GlobalWord> table = KeywordTable.builder();
    without(table, Refusals.TLS_UNUSED, TLS);
    without(table, Refusals.LUA_UNUSED, LUA_TUNING);
    without(table, "is without effect: Haloom does not have HTTP/2 yet", H2);
    without(table, "is without effect: Haloom does not have compression yet", COMPRESSION);
    without(table, Refusals.KERNEL, ALLOCATOR_AND_POLLER);
    without(table, Refusals.THREADS, THREADS);
    without(
        table,
        "is without effect: idle connections to servers are kept for each event loop, as many as"
            + " 'pool-max-conn' says",
        IDLE_POOLS);
    without(
        table,
        "is without effect since HAProxy 2.5, and here: threads are used, one per core (nbthread)",
        "nbproc");
    without(
        table,
        "is without effect: HAProxy's master process is not there, the service manager is",
        "mworker-max-reloads");
    without(
        table,
        "is without effect: Haloom does not have peers yet",
        "tune.peers.max-updates-at-once",
        "cluster-secret");
    without(
        table,
        "is without effect: use the JDK's own tools (jcmd, jfr)",
        "profiling.tasks",
        "profiling.memory",
        "debug");
    without(table, "is without effect: variables have no size limit", VARIABLES);
    table.refused(Refusals.LUA, "lua-load", "lua-load-per-thread", "lua-prepend-path");
    table.refused(
        "is not there yet: write paths from '/' on, or start with -C in the folder they are"
            + " relative to",
        "default-path");
    table.refused(
        "is not supported any more by HAProxy either: 'tune.bufsize' is used instead",
        "tune.chksize");
    return table.build();
  }

  private static void without(
      KeywordTable.Builder<GlobalWord> table, String note, String... words) {
    for (String word : words) {
      table.warned(word, note, line -> line.warn("'" + word + "' " + note + "."));
    }
  }

  private static final String[] TLS = {
    "ca-base",
    "crt-base",
    "issuers-chain-path",
    "maxsslconn",
    "maxsslrate",
    "ssl-default-bind-ciphers",
    "ssl-default-bind-ciphersuites",
    "ssl-default-bind-curves",
    "ssl-default-bind-options",
    "ssl-default-server-ciphers",
    "ssl-default-server-ciphersuites",
    "ssl-default-server-options",
    "ssl-dh-param-file",
    "ssl-load-extra-del-ext",
    "ssl-load-extra-files",
    "ssl-mode-async",
    "ssl-engine",
    "ssl-propquery",
    "ssl-provider",
    "ssl-provider-path",
    "ssl-server-verify",
    "ssl-skip-self-issued-ca",
    "tune.ssl.cachesize",
    "tune.ssl.capture-buffer-size",
    "tune.ssl.capture-cipherlist-size",
    "tune.ssl.default-dh-param",
    "tune.ssl.force-private-cache",
    "tune.ssl.hard-maxrecord",
    "tune.ssl.keylog",
    "tune.ssl.lifetime",
    "tune.ssl.maxrecord",
    "tune.ssl.ssl-ctx-cache-size",
    "httpclient.ssl.ca-file",
    "httpclient.ssl.verify",
    "httpclient.resolvers.id",
    "httpclient.resolvers.prefer"
  };

  private static final String[] LUA_TUNING = {
    "tune.lua.forced-yield",
    "tune.lua.maxmem",
    "tune.lua.service-timeout",
    "tune.lua.session-timeout",
    "tune.lua.task-timeout"
  };

  private static final String[] H2 = {
    "h2-workaround-bogus-websocket-clients",
    "tune.h2.header-table-size",
    "tune.h2.initial-window-size",
    "tune.h2.max-concurrent-streams",
    "tune.h2.max-frame-size",
    "tune.quic.frontend.conn-tx-buffers.limit",
    "tune.quic.frontend.max-idle-timeout",
    "tune.quic.frontend.max-streams-bidi",
    "tune.quic.retry-threshold"
  };

  private static final String[] COMPRESSION = {
    "maxcomprate",
    "maxcompcpuusage",
    "maxzlibmem",
    "tune.comp.maxlevel",
    "tune.zlib.memlevel",
    "tune.zlib.windowsize"
  };

  private static final String[] ALLOCATOR_AND_POLLER = {
    "nokqueue",
    "noevports",
    "nopoll",
    "nogetaddrinfo",
    "busy-polling",
    "set-dumpable",
    "insecure-setuid-wanted",
    "no-memory-trimming",
    "tune.buffers.limit",
    "tune.buffers.reserve",
    "tune.fail-alloc",
    "tune.fd.edge-triggered",
    "tune.idletimer",
    "tune.maxaccept",
    "tune.maxpollevents",
    "tune.pattern.cache-size",
    "tune.recv_enough",
    "tune.runqueue-depth",
    "tune.sched.low-latency"
  };

  private static final String[] THREADS = {
    "cpu-map", "numa-cpu-mapping", "thread-group", "thread-groups", "tune.listener.multi-queue"
  };

  private static final String[] IDLE_POOLS = {
    "tune.idle-pool.shared", "tune.pool-high-fd-ratio", "tune.pool-low-fd-ratio"
  };

  private static final String[] VARIABLES = {
    "tune.vars.check-max-size",
    "tune.vars.global-max-size",
    "tune.vars.proc-max-size",
    "tune.vars.reqres-max-size",
    "tune.vars.sess-max-size",
    "tune.vars.txn-max-size"
  };
}
