package io.haloom.stats;

import java.util.List;

/**
 * The metrics of the process: their names in the Prometheus exporter, which begin with {@code
 * haproxy_process_}, and the line of {@code show info} that each shows.
 *
 * @param counter whether it only grows
 */
record PromexProcess(InfoField field, String name, boolean counter) {
  /** All of them, in their order. */
  static final List<PromexProcess> ALL =
      List.of(
          gauge(InfoField.NBTHREAD, "nbthread"),
          gauge(InfoField.NBPROC, "nbproc"),
          gauge(InfoField.PROCESS_NUM, "relative_process_id"),
          gauge(InfoField.UPTIME_SEC, "uptime_seconds"),
          counter(InfoField.POOL_FAILED, "pool_failures_total"),
          gauge(InfoField.ULIMIT_N, "max_fds"),
          gauge(InfoField.MAXSOCK, "max_sockets"),
          gauge(InfoField.MAXCONN, "max_connections"),
          gauge(InfoField.HARD_MAXCONN, "hard_max_connections"),
          gauge(InfoField.CURR_CONNS, "current_connections"),
          counter(InfoField.CUM_CONNS, "connections_total"),
          counter(InfoField.CUM_REQ, "requests_total"),
          gauge(InfoField.MAX_SSL_CONNS, "max_ssl_connections"),
          gauge(InfoField.CURR_SSL_CONNS, "current_ssl_connections"),
          counter(InfoField.CUM_SSL_CONNS, "ssl_connections_total"),
          gauge(InfoField.MAXPIPES, "max_pipes"),
          counter(InfoField.PIPES_USED, "pipes_used_total"),
          counter(InfoField.PIPES_FREE, "pipes_free_total"),
          gauge(InfoField.CONN_RATE, "current_connection_rate"),
          gauge(InfoField.CONN_RATE_LIMIT, "limit_connection_rate"),
          gauge(InfoField.MAX_CONN_RATE, "max_connection_rate"),
          gauge(InfoField.SESS_RATE, "current_session_rate"),
          gauge(InfoField.SESS_RATE_LIMIT, "limit_session_rate"),
          gauge(InfoField.MAX_SESS_RATE, "max_session_rate"),
          gauge(InfoField.SSL_RATE, "current_ssl_rate"),
          gauge(InfoField.SSL_RATE_LIMIT, "limit_ssl_rate"),
          gauge(InfoField.MAX_SSL_RATE, "max_ssl_rate"),
          gauge(InfoField.SSL_FRONTEND_KEY_RATE, "current_frontend_ssl_key_rate"),
          gauge(InfoField.SSL_FRONTEND_MAX_KEY_RATE, "max_frontend_ssl_key_rate"),
          gauge(InfoField.SSL_FRONTEND_SESSION_REUSE_PCT, "frontend_ssl_reuse"),
          gauge(InfoField.SSL_BACKEND_KEY_RATE, "current_backend_ssl_key_rate"),
          gauge(InfoField.SSL_BACKEND_MAX_KEY_RATE, "max_backend_ssl_key_rate"),
          counter(InfoField.SSL_CACHE_LOOKUPS, "ssl_cache_lookups_total"),
          counter(InfoField.SSL_CACHE_MISSES, "ssl_cache_misses_total"),
          counter(InfoField.COMPRESS_BPS_IN, "http_comp_bytes_in_total"),
          counter(InfoField.COMPRESS_BPS_OUT, "http_comp_bytes_out_total"),
          gauge(InfoField.COMPRESS_BPS_RATE_LIM, "limit_http_comp"),
          gauge(InfoField.ZLIB_MEM_USAGE, "current_zlib_memory"),
          gauge(InfoField.MAX_ZLIB_MEM_USAGE, "max_zlib_memory"),
          gauge(InfoField.TASKS, "current_tasks"),
          gauge(InfoField.RUN_QUEUE, "current_run_queue"),
          gauge(InfoField.IDLE_PCT, "idle_time_percent"),
          gauge(InfoField.STOPPING, "stopping"),
          gauge(InfoField.JOBS, "jobs"),
          gauge(InfoField.UNSTOPPABLE_JOBS, "unstoppable_jobs"),
          gauge(InfoField.LISTENERS, "listeners"),
          gauge(InfoField.ACTIVE_PEERS, "active_peers"),
          gauge(InfoField.CONNECTED_PEERS, "connected_peers"),
          counter(InfoField.DROPPED_LOGS, "dropped_logs_total"),
          gauge(InfoField.BUSY_POLLING, "busy_polling_enabled"),
          counter(InfoField.FAILED_RESOLUTIONS, "failed_resolutions"),
          counter(InfoField.TOTAL_BYTES_OUT, "bytes_out_total"),
          counter(InfoField.TOTAL_SPLICDED_BYTES_OUT, "spliced_bytes_out_total"),
          gauge(InfoField.BYTES_OUT_RATE, "bytes_out_rate"),
          counter(InfoField.CUM_RECV_LOGS, "recv_logs_total"),
          gauge(InfoField.BUILD_INFO, "build_info"),
          gauge(InfoField.MEMMAX_BYTES, "max_memory_bytes"),
          gauge(InfoField.POOL_ALLOC_BYTES, "pool_allocated_bytes"),
          gauge(InfoField.POOL_USED_BYTES, "pool_used_bytes"),
          gauge(InfoField.START_TIME_SEC, "start_time_seconds"));

  private static PromexProcess counter(InfoField field, String name) {
    return new PromexProcess(field, name, true);
  }

  private static PromexProcess gauge(InfoField field, String name) {
    return new PromexProcess(field, name, false);
  }
}
