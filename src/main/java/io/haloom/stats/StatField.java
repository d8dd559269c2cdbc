package io.haloom.stats;

import static io.haloom.stats.FieldType.S32;
import static io.haloom.stats.FieldType.STR;
import static io.haloom.stats.FieldType.U32;
import static io.haloom.stats.FieldType.U64;

/**
 * The columns of statistics, in HAProxy 2.6's order (management guide, 9.1): one table for CSV,
 * typed, JSON and the page. Each has its name, what kind of value it is, and what it means.
 */
public enum StatField {
  PXNAME("pxname", "KNS", STR, "Name of the proxy"),
  SVNAME("svname", "KNS", STR, "Name of the server or bind line, or FRONTEND, or BACKEND"),
  QCUR("qcur", "MGP", U32, "Sessions waiting in the queue now"),
  QMAX("qmax", "MMP", U32, "Most sessions that ever waited in the queue"),
  SCUR("scur", "MGP", U32, "Sessions now"),
  SMAX("smax", "MMP", U32, "Most sessions at once"),
  SLIM("slim", "CLP", U32, "Limit of sessions: maxconn, of a backend fullconn"),
  STOT("stot", "MCP", U64, "Sessions so far"),
  BIN("bin", "MCP", U64, "Bytes received from clients"),
  BOUT("bout", "MCP", U64, "Bytes sent to clients"),
  DREQ("dreq", "MCP", U64, "Requests denied by a rule"),
  DRESP("dresp", "MCP", U64, "Responses denied by a rule"),
  EREQ("ereq", "MCP", U64, "Requests that failed: malformed, timed out or abandoned"),
  ECON("econ", "MCP", U64, "Connections to servers that could not be made"),
  ERESP("eresp", "MCP", U64, "Responses that failed"),
  WRETR("wretr", "MCP", U64, "Connections to servers tried again"),
  WREDIS("wredis", "MCP", U64, "Sessions moved to another server after a failed connection"),
  STATUS("status", "SGP", STR, "OPEN, WAITING, FULL, STOP; UP, DOWN; what checks say of a server"),
  WEIGHT("weight", "MaP", U32, "Weight in effect; of a backend the sum"),
  ACT("act", "SGP", U32, "1 for an active server; of a backend how many are usable"),
  BCK("bck", "SGP", U32, "1 for a backup server; of a backend how many are usable"),
  CHKFAIL("chkfail", "MCP", U64, "Checks that failed while the server was up"),
  CHKDOWN("chkdown", "MCP", U64, "Times the server, or all servers, went down"),
  LASTCHG("lastchg", "MAP", U32, "Seconds since the state last changed"),
  DOWNTIME("downtime", "MCP", U32, "Seconds spent down"),
  QLIMIT("qlimit", "CGS", U32, "Limit of the server's own queue (maxqueue)"),
  PID("pid", "KGP", U32, "Number of the process, always 1"),
  IID("iid", "KGS", U32, "Number of the proxy"),
  SID("sid", "KGS", U32, "Number of the server or bind line within its proxy"),
  THROTTLE("throttle", "MaP", U32, "Percent of the weight in effect during slowstart"),
  LBTOT("lbtot", "MCP", U64, "Times balancing chose this server"),
  TRACKED("tracked", "CNS", STR, "The server whose state this one follows"),
  TYPE("type", "CGS", U32, "0 frontend, 1 backend, 2 server, 3 bind line"),
  RATE("rate", "MRP", U32, "Sessions in the last second"),
  RATE_LIM("rate_lim", "CLP", U32, "Limit of sessions per second (rate-limit sessions)"),
  RATE_MAX("rate_max", "MMP", U32, "Most sessions in one second"),
  CHECK_STATUS(
      "check_status",
      "MOP",
      STR,
      "How the last check ended; a leading star means one is under way"),
  CHECK_CODE("check_code", "MOP", U32, "Protocol status code of the last check"),
  CHECK_DURATION("check_duration", "MDP", U64, "Milliseconds the last check took"),
  HRSP_1XX("hrsp_1xx", "MCP", U64, "HTTP responses with status 100 to 199"),
  HRSP_2XX("hrsp_2xx", "MCP", U64, "HTTP responses with status 200 to 299"),
  HRSP_3XX("hrsp_3xx", "MCP", U64, "HTTP responses with status 300 to 399"),
  HRSP_4XX("hrsp_4xx", "MCP", U64, "HTTP responses with status 400 to 499"),
  HRSP_5XX("hrsp_5xx", "MCP", U64, "HTTP responses with status 500 to 599"),
  HRSP_OTHER("hrsp_other", "MCP", U64, "HTTP responses with any other status"),
  HANAFAIL("hanafail", "MCP", U64, "Failures seen by observe"),
  REQ_RATE("req_rate", "MRP", U32, "HTTP requests in the last second"),
  REQ_RATE_MAX("req_rate_max", "MMP", U32, "Most HTTP requests in one second"),
  REQ_TOT("req_tot", "MCP", U64, "HTTP requests so far"),
  CLI_ABRT("cli_abrt", "MCP", U64, "Transfers ended by the client"),
  SRV_ABRT("srv_abrt", "MCP", U64, "Transfers ended by the server"),
  COMP_IN("comp_in", "MCP", U64, "Bytes given to the HTTP compressor"),
  COMP_OUT("comp_out", "MCP", U64, "Bytes the HTTP compressor gave back"),
  COMP_BYP("comp_byp", "MCP", U64, "Bytes that bypassed the HTTP compressor"),
  COMP_RSP("comp_rsp", "MCP", U64, "HTTP responses compressed"),
  LASTSESS("lastsess", "MAP", S32, "Seconds since the last session, -1 for never"),
  LAST_CHK("last_chk", "MOP", STR, "What the server answered to the last check"),
  LAST_AGT("last_agt", "MOP", STR, "What the agent answered to the last check"),
  QTIME("qtime", "MaP", U32, "Milliseconds in the queue, average of the last 1024"),
  CTIME("ctime", "MaP", U32, "Milliseconds to connect, average of the last 1024"),
  RTIME("rtime", "MaP", U32, "Milliseconds to respond, average of the last 1024"),
  TTIME("ttime", "MaP", U32, "Milliseconds in all, average of the last 1024"),
  AGENT_STATUS(
      "agent_status",
      "MOP",
      STR,
      "How the last agent check ended; a leading star means one is under way"),
  AGENT_CODE("agent_code", "MOP", U32, "Protocol status code of the last agent check"),
  AGENT_DURATION("agent_duration", "MDP", U64, "Milliseconds the last agent check took"),
  CHECK_DESC("check_desc", "MOP", STR, "What check_status means"),
  AGENT_DESC("agent_desc", "MOP", STR, "What agent_status means"),
  CHECK_RISE("check_rise", "CGS", U32, "Good checks before the server is up (rise)"),
  CHECK_FALL("check_fall", "CGS", U32, "Failed checks before the server is down (fall)"),
  CHECK_HEALTH("check_health", "CGS", U32, "Where the server stands between 0 and rise + fall - 1"),
  AGENT_RISE("agent_rise", "CGS", U32, "Good agent checks before the server is up"),
  AGENT_FALL("agent_fall", "CGS", U32, "Failed agent checks before the server is down"),
  AGENT_HEALTH("agent_health", "CGS", U32, "Where the agent stands between 0 and rise + fall - 1"),
  ADDR("addr", "CGS", STR, "Address and port, for operators only"),
  COOKIE("cookie", "CNS", STR, "Cookie value of the server, cookie name of the backend"),
  MODE("mode", "CGS", STR, "tcp or http"),
  ALGO("algo", "CGS", STR, "How the backend balances"),
  CONN_RATE("conn_rate", "MRP", U32, "Connections accepted in the last second"),
  CONN_RATE_MAX("conn_rate_max", "MMP", U32, "Most connections accepted in one second"),
  CONN_TOT("conn_tot", "MCP", U64, "Connections accepted so far"),
  INTERCEPTED("intercepted", "MCP", U64, "HTTP requests answered without a server"),
  DCON("dcon", "MCP", U64, "Connections denied by tcp-request connection rules"),
  DSES("dses", "MCP", U64, "Sessions denied by tcp-request session rules"),
  WREW("wrew", "MCP", U64, "HTTP headers that could not be rewritten"),
  CONNECT("connect", "MCP", U64, "Connections to servers attempted"),
  REUSE("reuse", "MCP", U64, "Requests sent on a connection that was there"),
  CACHE_LOOKUPS("cache_lookups", "MCP", U64, "HTTP requests looked up in the cache"),
  CACHE_HITS("cache_hits", "MCP", U64, "HTTP requests found in the cache"),
  SRV_ICUR("srv_icur", "MGP", U32, "Idle connections to the server now"),
  SRC_ILIM("src_ilim", "CLP", U32, "Limit of idle connections to the server"),
  QTIME_MAX("qtime_max", "MMP", U32, "Most milliseconds in the queue"),
  CTIME_MAX("ctime_max", "MMP", U32, "Most milliseconds to connect"),
  RTIME_MAX("rtime_max", "MMP", U32, "Most milliseconds to respond"),
  TTIME_MAX("ttime_max", "MMP", U32, "Most milliseconds in all"),
  EINT("eint", "MCP", U64, "Internal errors"),
  IDLE_CONN_CUR("idle_conn_cur", "MGP", U32, "Idle connections not safe to reuse"),
  SAFE_CONN_CUR("safe_conn_cur", "MGP", U32, "Idle connections safe to reuse"),
  USED_CONN_CUR("used_conn_cur", "MGP", U32, "Connections in use"),
  NEED_CONN_EST("need_conn_est", "MGP", U32, "Connections estimated to be needed"),
  UWEIGHT("uweight", "MaP", U32, "Weight set by the user; of a backend the sum"),
  AGG_SERVER_STATUS("agg_server_status", "MGP", U32, "Kept for its place: 0 in this version"),
  AGG_SERVER_CHECK_STATUS(
      "agg_server_check_status", "MGP", U32, "Kept for its place: 0 in this version"),
  AGG_CHECK_STATUS("agg_check_status", "MGP", U32, "Kept for its place: 0 in this version"),
  SSL_SESS("ssl_sess", "MCP", U64, "TLS sessions made"),
  SSL_REUSED_SESS("ssl_reused_sess", "MCP", U64, "TLS sessions resumed"),
  SSL_FAILED_HANDSHAKE("ssl_failed_handshake", "MCP", U64, "TLS handshakes that failed"),
  H2_HEADERS_RCVD("h2_headers_rcvd", "MCP", U64, "HTTP/2 HEADERS frames received"),
  H2_DATA_RCVD("h2_data_rcvd", "MCP", U64, "HTTP/2 DATA frames received"),
  H2_SETTINGS_RCVD("h2_settings_rcvd", "MCP", U64, "HTTP/2 SETTINGS frames received"),
  H2_RST_STREAM_RCVD("h2_rst_stream_rcvd", "MCP", U64, "HTTP/2 RST_STREAM frames received"),
  H2_GOAWAY_RCVD("h2_goaway_rcvd", "MCP", U64, "HTTP/2 GOAWAY frames received"),
  H2_DETECTED_CONN_PROTOCOL_ERRORS(
      "h2_detected_conn_protocol_errors", "MCP", U64, "HTTP/2 errors of connections"),
  H2_DETECTED_STRM_PROTOCOL_ERRORS(
      "h2_detected_strm_protocol_errors", "MCP", U64, "HTTP/2 errors of streams"),
  H2_RST_STREAM_RESP("h2_rst_stream_resp", "MCP", U64, "HTTP/2 RST_STREAM frames sent for errors"),
  H2_GOAWAY_RESP("h2_goaway_resp", "MCP", U64, "HTTP/2 GOAWAY frames sent for errors"),
  H2_OPEN_CONNECTIONS("h2_open_connections", "MGP", U64, "HTTP/2 connections now"),
  H2_BACKEND_OPEN_STREAMS("h2_backend_open_streams", "MGP", U64, "HTTP/2 streams now"),
  H2_TOTAL_CONNECTIONS("h2_total_connections", "MCP", U64, "HTTP/2 connections so far"),
  H2_BACKEND_TOTAL_STREAMS("h2_backend_total_streams", "MCP", U64, "HTTP/2 streams so far"),
  H1_OPEN_CONNECTIONS("h1_open_connections", "MGP", U64, "HTTP/1 connections now"),
  H1_OPEN_STREAMS("h1_open_streams", "MGP", U64, "HTTP/1 streams now"),
  H1_TOTAL_CONNECTIONS("h1_total_connections", "MCP", U64, "HTTP/1 connections so far"),
  H1_TOTAL_STREAMS("h1_total_streams", "MCP", U64, "HTTP/1 streams so far"),
  H1_BYTES_IN("h1_bytes_in", "MCP", U64, "HTTP/1 bytes received"),
  H1_BYTES_OUT("h1_bytes_out", "MCP", U64, "HTTP/1 bytes sent"),
  H1_SPLICED_BYTES_IN("h1_spliced_bytes_in", "MCP", U64, "HTTP/1 bytes received by splicing"),
  H1_SPLICED_BYTES_OUT("h1_spliced_bytes_out", "MCP", U64, "HTTP/1 bytes sent by splicing");

  /** How many columns come before the separator {@code -} that HAProxy puts in the CSV form. */
  public static final int STATIC_FIELDS = AGG_CHECK_STATUS.ordinal() + 1;

  private final String column;
  private final FieldTags tags;
  private final FieldType type;
  private final String description;

  StatField(String column, String tags, FieldType type, String description) {
    this.column = column;
    this.tags = FieldTags.of(tags);
    this.type = type;
    this.description = description;
  }

  /** The column's name. */
  public String column() {
    return column;
  }

  public FieldType type() {
    return type;
  }

  public String description() {
    return description;
  }

  /** Origin, nature and scope; a backend counts in four columns what a server states. */
  public FieldTags tags(StatRow.Kind kind) {
    if (kind != StatRow.Kind.BACKEND) {
      return tags;
    }
    return switch (this) {
      case ACT, BCK, RATE, RATE_MAX -> FieldTags.GAUGE;
      default -> tags;
    };
  }
}
