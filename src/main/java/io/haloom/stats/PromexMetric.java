package io.haloom.stats;

import java.util.List;

/**
 * A metric of frontends, bind lines, backends or servers in the Prometheus exporter, and the column
 * of statistics that it shows.
 *
 * @param name what follows {@code haproxy_frontend_} and its like
 * @param counter whether it only grows
 * @param kinds the letters of the {@link StatRow.Kind}s that have it
 * @param help what it means
 */
record PromexMetric(
    StatField field, String name, boolean counter, String kinds, Shape shape, String help) {
  private static final boolean COUNTER = true;
  private static final boolean GAUGE = false;

  /** How a column becomes lines. */
  enum Shape {
    /** One line with the column's value. */
    PLAIN,
    /** As {@link #PLAIN}, of proxies in HTTP mode only. */
    HTTP,
    /** Milliseconds as seconds with a fraction. */
    SECONDS,
    /** As {@link #SECONDS}, once a check has ended. */
    DURATION,
    /** The status that a check was answered with, 0 where it has none. */
    CODE,
    /** One line for each state the object may be in. */
    STATES,
    /** One line for each way a check may end. */
    CHECKS,
    /** One of the lines for the classes of HTTP status, of proxies in HTTP mode only. */
    RESPONSES
  }

  /** All of them, in their order. */
  static final List<PromexMetric> ALL =
      List.of(
          new PromexMetric(StatField.QCUR, "current_queue", GAUGE, "BS", Shape.PLAIN),
          new PromexMetric(StatField.QMAX, "max_queue", GAUGE, "BS", Shape.PLAIN),
          new PromexMetric(StatField.SCUR, "current_sessions", GAUGE, "FLBS", Shape.PLAIN),
          new PromexMetric(StatField.SMAX, "max_sessions", GAUGE, "FLBS", Shape.PLAIN),
          new PromexMetric(StatField.SLIM, "limit_sessions", GAUGE, "FLBS", Shape.PLAIN),
          new PromexMetric(StatField.STOT, "sessions_total", COUNTER, "FLBS", Shape.PLAIN),
          new PromexMetric(StatField.BIN, "bytes_in_total", COUNTER, "FLBS", Shape.PLAIN),
          new PromexMetric(StatField.BOUT, "bytes_out_total", COUNTER, "FLBS", Shape.PLAIN),
          new PromexMetric(StatField.DREQ, "requests_denied_total", COUNTER, "FLB", Shape.PLAIN),
          new PromexMetric(StatField.DRESP, "responses_denied_total", COUNTER, "FLBS", Shape.PLAIN),
          new PromexMetric(StatField.EREQ, "request_errors_total", COUNTER, "FL", Shape.PLAIN),
          new PromexMetric(StatField.ECON, "connection_errors_total", COUNTER, "BS", Shape.PLAIN),
          new PromexMetric(StatField.ERESP, "response_errors_total", COUNTER, "BS", Shape.PLAIN),
          new PromexMetric(StatField.WRETR, "retry_warnings_total", COUNTER, "BS", Shape.PLAIN),
          new PromexMetric(
              StatField.WREDIS, "redispatch_warnings_total", COUNTER, "BS", Shape.PLAIN),
          new PromexMetric(
              StatField.STATUS,
              "status",
              GAUGE,
              "FLBS",
              Shape.STATES,
              "1 for the state it is in, 0 for the others"),
          new PromexMetric(StatField.WEIGHT, "weight", GAUGE, "BS", Shape.PLAIN),
          new PromexMetric(StatField.ACT, "active_servers", GAUGE, "B", Shape.PLAIN),
          new PromexMetric(StatField.BCK, "backup_servers", GAUGE, "B", Shape.PLAIN),
          new PromexMetric(StatField.CHKFAIL, "check_failures_total", COUNTER, "S", Shape.PLAIN),
          new PromexMetric(StatField.CHKDOWN, "check_up_down_total", COUNTER, "BS", Shape.PLAIN),
          new PromexMetric(
              StatField.LASTCHG, "check_last_change_seconds", GAUGE, "BS", Shape.PLAIN),
          new PromexMetric(
              StatField.DOWNTIME, "downtime_seconds_total", COUNTER, "BS", Shape.PLAIN),
          new PromexMetric(StatField.QLIMIT, "queue_limit", GAUGE, "S", Shape.PLAIN),
          new PromexMetric(StatField.THROTTLE, "current_throttle", GAUGE, "S", Shape.PLAIN),
          new PromexMetric(StatField.LBTOT, "loadbalanced_total", COUNTER, "BS", Shape.PLAIN),
          new PromexMetric(StatField.RATE_LIM, "limit_session_rate", GAUGE, "F", Shape.PLAIN),
          new PromexMetric(StatField.RATE_MAX, "max_session_rate", GAUGE, "FBS", Shape.PLAIN),
          new PromexMetric(
              StatField.CHECK_STATUS,
              "check_status",
              GAUGE,
              "S",
              Shape.CHECKS,
              "1 for how the last check ended, 0 for the others"),
          new PromexMetric(
              StatField.CHECK_CODE,
              "check_code",
              GAUGE,
              "S",
              Shape.CODE,
              "Protocol status code of the last check, 0 for none"),
          new PromexMetric(
              StatField.CHECK_DURATION,
              "check_duration_seconds",
              GAUGE,
              "S",
              Shape.DURATION,
              "Seconds the last check took"),
          new PromexMetric(
              StatField.HRSP_1XX,
              "http_responses_total",
              COUNTER,
              "FBS",
              Shape.RESPONSES,
              "HTTP responses by the class of their status"),
          new PromexMetric(
              StatField.HRSP_2XX, "http_responses_total", COUNTER, "FBS", Shape.RESPONSES),
          new PromexMetric(
              StatField.HRSP_3XX, "http_responses_total", COUNTER, "FBS", Shape.RESPONSES),
          new PromexMetric(
              StatField.HRSP_4XX, "http_responses_total", COUNTER, "FBS", Shape.RESPONSES),
          new PromexMetric(
              StatField.HRSP_5XX, "http_responses_total", COUNTER, "FBS", Shape.RESPONSES),
          new PromexMetric(
              StatField.HRSP_OTHER, "http_responses_total", COUNTER, "FBS", Shape.RESPONSES),
          new PromexMetric(
              StatField.REQ_RATE_MAX, "http_requests_rate_max", GAUGE, "F", Shape.HTTP),
          new PromexMetric(StatField.REQ_TOT, "http_requests_total", COUNTER, "FB", Shape.HTTP),
          new PromexMetric(StatField.CLI_ABRT, "client_aborts_total", COUNTER, "BS", Shape.PLAIN),
          new PromexMetric(StatField.SRV_ABRT, "server_aborts_total", COUNTER, "BS", Shape.PLAIN),
          new PromexMetric(
              StatField.COMP_IN, "http_comp_bytes_in_total", COUNTER, "FB", Shape.HTTP),
          new PromexMetric(
              StatField.COMP_OUT, "http_comp_bytes_out_total", COUNTER, "FB", Shape.HTTP),
          new PromexMetric(
              StatField.COMP_BYP, "http_comp_bytes_bypassed_total", COUNTER, "FB", Shape.HTTP),
          new PromexMetric(
              StatField.COMP_RSP, "http_comp_responses_total", COUNTER, "FB", Shape.HTTP),
          new PromexMetric(StatField.LASTSESS, "last_session_seconds", GAUGE, "BS", Shape.PLAIN),
          new PromexMetric(
              StatField.QTIME,
              "queue_time_average_seconds",
              GAUGE,
              "BS",
              Shape.SECONDS,
              "Seconds in the queue, average of the last 1024"),
          new PromexMetric(
              StatField.CTIME,
              "connect_time_average_seconds",
              GAUGE,
              "BS",
              Shape.SECONDS,
              "Seconds to connect, average of the last 1024"),
          new PromexMetric(
              StatField.RTIME,
              "response_time_average_seconds",
              GAUGE,
              "BS",
              Shape.SECONDS,
              "Seconds to respond, average of the last 1024"),
          new PromexMetric(
              StatField.TTIME,
              "total_time_average_seconds",
              GAUGE,
              "BS",
              Shape.SECONDS,
              "Seconds in all, average of the last 1024"),
          new PromexMetric(
              StatField.CONN_RATE_MAX, "connections_rate_max", GAUGE, "F", Shape.PLAIN),
          new PromexMetric(StatField.CONN_TOT, "connections_total", COUNTER, "F", Shape.PLAIN),
          new PromexMetric(
              StatField.INTERCEPTED, "intercepted_requests_total", COUNTER, "F", Shape.HTTP),
          new PromexMetric(StatField.DCON, "denied_connections_total", COUNTER, "FL", Shape.PLAIN),
          new PromexMetric(StatField.DSES, "denied_sessions_total", COUNTER, "FL", Shape.PLAIN),
          new PromexMetric(
              StatField.WREW, "failed_header_rewriting_total", COUNTER, "FLBS", Shape.PLAIN),
          new PromexMetric(
              StatField.CONNECT, "connection_attempts_total", COUNTER, "BS", Shape.PLAIN),
          new PromexMetric(StatField.REUSE, "connection_reuses_total", COUNTER, "BS", Shape.PLAIN),
          new PromexMetric(
              StatField.CACHE_LOOKUPS, "http_cache_lookups_total", COUNTER, "FB", Shape.HTTP),
          new PromexMetric(
              StatField.CACHE_HITS, "http_cache_hits_total", COUNTER, "FB", Shape.HTTP),
          new PromexMetric(StatField.SRV_ICUR, "idle_connections_current", GAUGE, "S", Shape.PLAIN),
          new PromexMetric(StatField.SRC_ILIM, "idle_connections_limit", GAUGE, "S", Shape.PLAIN),
          new PromexMetric(
              StatField.QTIME_MAX,
              "max_queue_time_seconds",
              GAUGE,
              "BS",
              Shape.SECONDS,
              "Most seconds in the queue"),
          new PromexMetric(
              StatField.CTIME_MAX,
              "max_connect_time_seconds",
              GAUGE,
              "BS",
              Shape.SECONDS,
              "Most seconds to connect"),
          new PromexMetric(
              StatField.RTIME_MAX,
              "max_response_time_seconds",
              GAUGE,
              "BS",
              Shape.SECONDS,
              "Most seconds to respond"),
          new PromexMetric(
              StatField.TTIME_MAX,
              "max_total_time_seconds",
              GAUGE,
              "BS",
              Shape.SECONDS,
              "Most seconds in all"),
          new PromexMetric(StatField.EINT, "internal_errors_total", COUNTER, "FLBS", Shape.PLAIN),
          new PromexMetric(
              StatField.IDLE_CONN_CUR, "unsafe_idle_connections_current", GAUGE, "S", Shape.PLAIN),
          new PromexMetric(
              StatField.SAFE_CONN_CUR, "safe_idle_connections_current", GAUGE, "S", Shape.PLAIN),
          new PromexMetric(
              StatField.USED_CONN_CUR, "used_connections_current", GAUGE, "S", Shape.PLAIN),
          new PromexMetric(
              StatField.NEED_CONN_EST, "need_connections_current", GAUGE, "S", Shape.PLAIN),
          new PromexMetric(StatField.UWEIGHT, "uweight", GAUGE, "BS", Shape.PLAIN),
          new PromexMetric(
              StatField.AGG_SERVER_STATUS,
              "agg_server_status",
              GAUGE,
              "B",
              Shape.STATES,
              "Servers of the backend in each state"),
          new PromexMetric(
              StatField.AGG_SERVER_CHECK_STATUS,
              "agg_server_check_status",
              GAUGE,
              "B",
              Shape.STATES,
              "Servers of the backend in each state"),
          new PromexMetric(
              StatField.AGG_CHECK_STATUS,
              "agg_check_status",
              GAUGE,
              "B",
              Shape.CHECKS,
              "Servers of the backend by how the last check ended"));

  private PromexMetric(StatField field, String name, boolean counter, String kinds, Shape shape) {
    this(field, name, counter, kinds, shape, field.description());
  }

  boolean isOf(StatRow.Kind kind) {
    return kinds.indexOf(kind.letter()) >= 0;
  }
}
