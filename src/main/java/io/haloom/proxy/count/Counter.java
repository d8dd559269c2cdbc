package io.haloom.proxy.count;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The events counted per proxy, bind line and server; named as HAProxy's CSV columns are. */
public enum Counter {
  /** Connections accepted ({@code conn_tot}). */
  CONNECTIONS,
  /** Sessions ({@code stot}). */
  SESSIONS,
  /** Times a server was chosen by load balancing ({@code lbtot}). */
  LOAD_BALANCED,
  /** {@code bin}. */
  BYTES_IN,
  /** {@code bout}. */
  BYTES_OUT,
  /** {@code dreq}. */
  DENIED_REQUESTS,
  /** {@code dresp}. */
  DENIED_RESPONSES,
  /** {@code dcon}. */
  DENIED_CONNECTIONS,
  /** {@code dses}. */
  DENIED_SESSIONS,
  /** {@code ereq}. */
  FAILED_REQUESTS,
  /** {@code econ}. */
  FAILED_CONNECTIONS,
  /** {@code eresp}. */
  FAILED_RESPONSES,
  /** {@code wretr}. */
  RETRIES,
  /** {@code wredis}. */
  REDISPATCHES,
  /** {@code cli_abrt}. */
  CLIENT_ABORTS,
  /** {@code srv_abrt}. */
  SERVER_ABORTS,
  /** {@code chkfail}. */
  FAILED_CHECKS,
  /** {@code chkdown}. */
  DOWN_TRANSITIONS,
  /** {@code hanafail}. */
  FAILED_OBSERVATIONS,
  /** {@code connect}. */
  CONNECT_ATTEMPTS,
  /** {@code reuse}. */
  REUSES,
  /** {@code req_tot}. */
  REQUESTS,
  /** {@code intercepted}. */
  INTERCEPTED,
  /** {@code hrsp_1xx}. */
  RESPONSES_1XX,
  /** {@code hrsp_2xx}. */
  RESPONSES_2XX,
  /** {@code hrsp_3xx}. */
  RESPONSES_3XX,
  /** {@code hrsp_4xx}. */
  RESPONSES_4XX,
  /** {@code hrsp_5xx}. */
  RESPONSES_5XX,
  /** {@code hrsp_other}. */
  RESPONSES_OTHER,
  /** {@code wrew}. */
  FAILED_REWRITES,
  /** {@code eint}. */
  INTERNAL_ERRORS,
  /** {@code h1_total_connections}. */
  H1_CONNECTIONS,
  /** {@code h1_total_streams}. */
  H1_STREAMS,
  /** {@code h1_bytes_in}. */
  H1_BYTES_IN,
  /** {@code h1_bytes_out}. */
  H1_BYTES_OUT,
  /** {@code h1_spliced_bytes_in}. */
  H1_SPLICED_BYTES_IN,
  /** {@code h1_spliced_bytes_out}. */
  H1_SPLICED_BYTES_OUT,
  /** {@code h2_headers_rcvd}. */
  H2_HEADERS_RECEIVED,
  /** {@code h2_data_rcvd}. */
  H2_DATA_RECEIVED,
  /** {@code h2_settings_rcvd}. */
  H2_SETTINGS_RECEIVED,
  /** {@code h2_rst_stream_rcvd}. */
  H2_RESET_RECEIVED,
  /** {@code h2_goaway_rcvd}. */
  H2_GOAWAY_RECEIVED,
  /** {@code h2_detected_conn_protocol_errors}. */
  H2_CONNECTION_ERRORS,
  /** {@code h2_detected_strm_protocol_errors}. */
  H2_STREAM_ERRORS,
  /** {@code h2_rst_stream_resp}. */
  H2_RESET_SENT,
  /** {@code h2_goaway_resp}. */
  H2_GOAWAY_SENT,
  /** {@code h2_total_connections}. */
  H2_CONNECTIONS,
  /** {@code h2_backend_total_streams}. */
  H2_STREAMS,
  /** Connections not made for want of a free source port. */
  SOURCE_PORTS_EXHAUSTED,
  /** {@code ssl_sess}. */
  TLS_SESSIONS,
  /** {@code ssl_reused_sess}. */
  TLS_REUSED_SESSIONS,
  /** {@code ssl_failed_handshake}. */
  TLS_FAILED_HANDSHAKES,
  /** {@code CumSslConns}. */
  TLS_CONNECTIONS,
  /** {@code TotalSplicdedBytesOut}. */
  SPLICED_BYTES;

  /** Those that {@code clear counters} clears whether it says {@code all} or not. */
  public static final Set<Counter> OF_PROTOCOLS = ofProtocols();

  private static Set<Counter> ofProtocols() {
    Set<Counter> all = EnumSet.range(H1_CONNECTIONS, H2_STREAMS);
    all.addAll(EnumSet.range(TLS_SESSIONS, TLS_FAILED_HANDSHAKES));
    return Collections.unmodifiableSet(all);
  }
}
