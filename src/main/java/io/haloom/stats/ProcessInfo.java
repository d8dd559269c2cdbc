package io.haloom.stats;

import io.haloom.model.GlobalConfig;
import io.haloom.net.tls.SessionCache;
import io.haloom.proxy.Frontend;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.proxy.count.Counter;
import io.haloom.proxy.count.ProcessCounters;
import io.haloom.proxy.count.TlsCounters;

/** Takes the values of {@code show info}. */
public final class ProcessInfo {
  private static final int MEGABYTE = 1024 * 1024;

  private final ProxyRuntime runtime;
  private final ProcessFigures figures;
  private final ProcessMeter meter;

  public ProcessInfo(ProxyRuntime runtime, ProcessFigures figures) {
    this.runtime = runtime;
    this.figures = figures;
    this.meter = new ProcessMeter(runtime.transport().loops());
  }

  /**
   * The values now.
   *
   * @param fractions gives times and rates with a fraction ({@code float})
   */
  public InfoValues values(boolean fractions) {
    InfoValues info = new InfoValues();
    product(info);
    uptime(info, fractions);
    memory(info);
    limits(info);
    connections(info);
    rates(info, fractions);
    tls(info, fractions);
    compression(info, fractions);
    work(info);
    return info;
  }

  /** Milliseconds since the start. */
  public long uptimeMillis() {
    return System.currentTimeMillis() - figures.startMillis();
  }

  /** HAProxy's version with ours after it. */
  public String version() {
    return figures.version();
  }

  /** The highest that {@code set maxconn global} takes. */
  public int hardMaxconn() {
    return figures.limits().maxconn();
  }

  private void product(InfoValues info) {
    GlobalConfig global = runtime.config().global();
    info.set(InfoField.NAME, "HAProxy");
    info.set(InfoField.VERSION, figures.version());
    info.set(InfoField.RELEASE_DATE, figures.releaseDate());
    info.set(InfoField.BUILD_INFO, figures.version());
    info.set(InfoField.NBTHREAD, runtime.transport().loops());
    info.set(InfoField.NBPROC, 1);
    info.set(InfoField.PROCESS_NUM, 1);
    info.set(InfoField.PID, ProcessHandle.current().pid());
    info.set(InfoField.NODE, global.process().node().name());
    if (global.process().node().description() != null) {
      info.set(InfoField.DESCRIPTION, global.process().node().description());
    }
    info.set(InfoField.TAINTED, "0");
  }

  private void uptime(InfoValues info, boolean fractions) {
    long millis = uptimeMillis();
    long seconds = millis / 1000;
    info.set(
        InfoField.UPTIME,
        String.format(
            "%dd %dh%02dm%02ds",
            seconds / 86400, seconds % 86400 / 3600, seconds % 3600 / 60, seconds % 60));
    if (fractions) {
      info.set(InfoField.UPTIME_SEC, millis / 1000.0);
      info.set(InfoField.START_TIME_SEC, figures.startMillis() / 1000.0);
    } else {
      info.set(InfoField.UPTIME_SEC, seconds);
      info.set(InfoField.START_TIME_SEC, figures.startMillis() / 1000);
    }
  }

  private void memory(InfoValues info) {
    Runtime jvm = Runtime.getRuntime();
    long allocated = jvm.totalMemory();
    long used = allocated - jvm.freeMemory();
    int limit = figures.limits().memoryMegabytes();
    info.set(InfoField.MEMMAX_MB, limit);
    info.set(InfoField.MEMMAX_BYTES, (long) limit * MEGABYTE);
    info.set(InfoField.POOL_ALLOC_MB, allocated / MEGABYTE);
    info.set(InfoField.POOL_ALLOC_BYTES, allocated);
    info.set(InfoField.POOL_USED_MB, used / MEGABYTE);
    info.set(InfoField.POOL_USED_BYTES, used);
    info.set(InfoField.POOL_FAILED, runtime.memory().refused());
  }

  private void limits(InfoValues info) {
    info.set(InfoField.ULIMIT_N, figures.limits().descriptors());
    info.set(InfoField.MAXSOCK, figures.limits().maxsock());
    info.set(InfoField.MAXCONN, runtime.process().maxconn());
    info.set(InfoField.HARD_MAXCONN, figures.limits().maxconn());
    info.set(InfoField.MAXPIPES, figures.limits().maxPipes());
    info.set(InfoField.PIPES_USED, runtime.transport().pipesUsed());
    info.set(InfoField.PIPES_FREE, 0);
  }

  private void connections(InfoValues info) {
    ProcessCounters process = runtime.process();
    int listeners = figures.adminSockets().getAsInt();
    for (Frontend frontend : runtime.frontends()) {
      boolean stopped = frontend.state() == Frontend.State.STOPPED;
      listeners += stopped ? 0 : frontend.listeners().size();
    }
    int current = process.connections().get();
    info.set(InfoField.CURR_CONNS, current);
    info.set(InfoField.CUM_CONNS, process.counters().get(Counter.CONNECTIONS));
    info.set(InfoField.CUM_REQ, process.counters().get(Counter.REQUESTS));
    info.set(InfoField.STOPPING, process.stopping() ? 1 : 0);
    info.set(InfoField.JOBS, listeners + current + figures.adminClients().getAsInt());
    info.set(InfoField.UNSTOPPABLE_JOBS, 0);
    info.set(InfoField.LISTENERS, listeners);
    info.set(InfoField.ACTIVE_PEERS, 0);
    info.set(InfoField.CONNECTED_PEERS, 0);
  }

  private void rates(InfoValues info, boolean fractions) {
    ProcessCounters process = runtime.process();
    long now = System.currentTimeMillis();
    rate(info, InfoField.CONN_RATE, process.connectionRate().perSecond(now), fractions);
    info.set(InfoField.CONN_RATE_LIMIT, process.maxConnRate());
    info.set(InfoField.MAX_CONN_RATE, process.connectionRate().peak());
    rate(info, InfoField.SESS_RATE, process.sessionRate().perSecond(now), fractions);
    info.set(InfoField.SESS_RATE_LIMIT, process.maxSessRate());
    info.set(InfoField.MAX_SESS_RATE, process.sessionRate().peak());
  }

  private void tls(InfoValues info, boolean fractions) {
    TlsCounters tls = runtime.process().tls();
    long now = System.currentTimeMillis();
    int sessions = tls.rate().perSecond(now);
    int keys = tls.clientKeys().perSecond(now);
    info.set(InfoField.MAX_SSL_CONNS, tls.maxconn());
    info.set(InfoField.CURR_SSL_CONNS, tls.connections().get());
    info.set(InfoField.CUM_SSL_CONNS, runtime.process().counters().get(Counter.TLS_CONNECTIONS));
    info.set(InfoField.SSL_RATE_LIMIT, tls.maxRate());
    info.set(InfoField.MAX_SSL_RATE, tls.rate().peak());
    rate(info, InfoField.SSL_RATE, sessions, fractions);
    rate(info, InfoField.SSL_FRONTEND_KEY_RATE, keys, fractions);
    info.set(InfoField.SSL_FRONTEND_MAX_KEY_RATE, tls.clientKeys().peak());
    double reuse = keys < sessions ? 100.0 * (1 - (double) keys / sessions) : 0;
    if (fractions) {
      info.set(InfoField.SSL_FRONTEND_SESSION_REUSE_PCT, reuse);
    } else {
      info.set(InfoField.SSL_FRONTEND_SESSION_REUSE_PCT, (long) reuse);
    }
    rate(info, InfoField.SSL_BACKEND_KEY_RATE, tls.serverKeys().perSecond(now), fractions);
    info.set(InfoField.SSL_BACKEND_MAX_KEY_RATE, tls.serverKeys().peak());
    // Nobody looks a session up before there was one, nor is OpenSSL loaded to tell of none.
    boolean used = tls.clientKeys().peak() > 0;
    info.set(InfoField.SSL_CACHE_LOOKUPS, used ? SessionCache.lookups() : 0);
    info.set(InfoField.SSL_CACHE_MISSES, used ? SessionCache.misses() : 0);
  }

  /** No compression is configured. */
  private static void compression(InfoValues info, boolean fractions) {
    rate(info, InfoField.COMPRESS_BPS_IN, 0, fractions);
    rate(info, InfoField.COMPRESS_BPS_OUT, 0, fractions);
    info.set(InfoField.COMPRESS_BPS_RATE_LIM, 0);
  }

  private void work(InfoValues info) {
    long sent = bytesSent();
    ProcessMeter.Reading reading = meter.read(sent);
    info.set(InfoField.TASKS, threads() + runtime.process().connections().get());
    info.set(InfoField.RUN_QUEUE, 0);
    info.set(InfoField.IDLE_PCT, reading.idlePercent());
    info.set(InfoField.DROPPED_LOGS, figures.droppedLogs().getAsLong());
    info.set(InfoField.BUSY_POLLING, 0);
    info.set(InfoField.FAILED_RESOLUTIONS, 0);
    info.set(InfoField.TOTAL_BYTES_OUT, sent);
    long spliced = runtime.process().counters().get(Counter.SPLICED_BYTES);
    info.set(InfoField.TOTAL_SPLICDED_BYTES_OUT, spliced);
    info.set(InfoField.BYTES_OUT_RATE, reading.bytesPerSecond());
    info.set(InfoField.DEBUG_COMMANDS_ISSUED, 0);
    info.set(InfoField.CUM_RECV_LOGS, 0);
  }

  /** Bytes sent to clients and to servers. */
  private long bytesSent() {
    long sum = 0;
    for (Frontend frontend : runtime.frontends()) {
      sum += frontend.counters().get(Counter.BYTES_OUT);
      sum += frontend.counters().get(Counter.BYTES_IN);
    }
    return sum;
  }

  private static int threads() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group.activeCount();
  }

  private static void rate(InfoValues info, InfoField field, int value, boolean fraction) {
    if (fraction) {
      info.set(field, (double) value);
    } else {
      info.set(field, value);
    }
  }
}
