package io.haloom.stats;

import static io.haloom.stats.FieldType.STR;
import static io.haloom.stats.FieldType.U32;
import static io.haloom.stats.FieldType.U64;

/** The lines of {@code show info}, in HAProxy 2.6's order (management guide, "show info"). */
public enum InfoField {
  NAME("Name", "POS", STR, "Product name, HAProxy's for the tools that ask"),
  VERSION("Version", "POS", STR, "Version of HAProxy stood in for, then Haloom's own"),
  RELEASE_DATE("Release_date", "POS", STR, "Date of this version"),
  NBTHREAD("Nbthread", "CGS", U32, "Event loops (nbthread)"),
  NBPROC("Nbproc", "CGS", U32, "Processes, always 1"),
  PROCESS_NUM("Process_num", "KGP", U32, "Number of this process, always 1"),
  PID("Pid", "SGP", U32, "Process identifier"),
  UPTIME("Uptime", "MDP", STR, "Time since the start"),
  UPTIME_SEC("Uptime_sec", "MDP", U32, "Seconds since the start"),
  MEMMAX_MB("Memmax_MB", "CLP", U32, "Limit of memory in MB (-m)"),
  POOL_ALLOC_MB("PoolAlloc_MB", "MGP", U32, "Heap taken from the system, in MB"),
  POOL_USED_MB("PoolUsed_MB", "MGP", U32, "Heap in use, in MB"),
  POOL_FAILED("PoolFailed", "MCP", U32, "Allocations that failed"),
  ULIMIT_N("Ulimit-n", "CLP", U32, "Limit of descriptors"),
  MAXSOCK("Maxsock", "CLP", U32, "Most sockets that may be needed"),
  MAXCONN("Maxconn", "CLP", U32, "Limit of connections"),
  HARD_MAXCONN(
      "Hard_maxconn", "CLP", U32, "Limit of connections that memory and descriptors allow"),
  CURR_CONNS("CurrConns", "MGP", U32, "Connections now"),
  CUM_CONNS("CumConns", "MCP", U32, "Connections so far"),
  CUM_REQ("CumReq", "MCP", U32, "Requests so far"),
  MAX_SSL_CONNS("MaxSslConns", "MMP", U32, "Limit of TLS connections, 0 for none"),
  CURR_SSL_CONNS("CurrSslConns", "MGP", U32, "TLS connections now"),
  CUM_SSL_CONNS("CumSslConns", "MCP", U32, "TLS connections so far"),
  MAXPIPES("Maxpipes", "CLP", U32, "Limit of pipes for splicing, 0 for none"),
  PIPES_USED("PipesUsed", "MGP", U32, "Pipes in use"),
  PIPES_FREE("PipesFree", "MGP", U32, "Pipes kept for use"),
  CONN_RATE("ConnRate", "MRP", U32, "Connections in the last second"),
  CONN_RATE_LIMIT("ConnRateLimit", "CLP", U32, "Limit of connections per second (maxconnrate)"),
  MAX_CONN_RATE("MaxConnRate", "MMP", U32, "Most connections in one second"),
  SESS_RATE("SessRate", "MRP", U32, "Sessions in the last second"),
  SESS_RATE_LIMIT("SessRateLimit", "CLP", U32, "Limit of sessions per second (maxsessrate)"),
  MAX_SESS_RATE("MaxSessRate", "MRP", U32, "Most sessions in one second"),
  SSL_RATE("SslRate", "MRP", U32, "TLS handshakes in the last second"),
  SSL_RATE_LIMIT("SslRateLimit", "CLP", U32, "Limit of TLS handshakes per second"),
  MAX_SSL_RATE("MaxSslRate", "MMP", U32, "Most TLS handshakes in one second"),
  SSL_FRONTEND_KEY_RATE(
      "SslFrontendKeyRate", "MGP", U32, "TLS keys computed for clients in the last second"),
  SSL_FRONTEND_MAX_KEY_RATE(
      "SslFrontendMaxKeyRate", "MMP", U32, "Most TLS keys computed for clients in one second"),
  SSL_FRONTEND_SESSION_REUSE_PCT(
      "SslFrontendSessionReuse_pct",
      "MGP",
      U32,
      "Percent of TLS sessions of clients that were resumed"),
  SSL_BACKEND_KEY_RATE(
      "SslBackendKeyRate", "MRP", U32, "TLS keys computed for servers in the last second"),
  SSL_BACKEND_MAX_KEY_RATE(
      "SslBackendMaxKeyRate", "MMP", U32, "Most TLS keys computed for servers in one second"),
  SSL_CACHE_LOOKUPS("SslCacheLookups", "MCP", U32, "Lookups in the TLS session cache"),
  SSL_CACHE_MISSES(
      "SslCacheMisses", "MCP", U32, "Lookups in the TLS session cache that found nothing"),
  COMPRESS_BPS_IN("CompressBpsIn", "MRP", U32, "Bytes per second given to the HTTP compressor"),
  COMPRESS_BPS_OUT("CompressBpsOut", "MRP", U32, "Bytes per second the HTTP compressor gave back"),
  COMPRESS_BPS_RATE_LIM(
      "CompressBpsRateLim", "CLP", U32, "Limit of bytes per second the HTTP compressor gives back"),
  ZLIB_MEM_USAGE("ZlibMemUsage", "MGP", U32, "Memory of zlib"),
  MAX_ZLIB_MEM_USAGE("MaxZlibMemUsage", "CLP", U32, "Limit of memory of zlib"),
  TASKS("Tasks", "MGP", U32, "Threads and virtual threads alive"),
  RUN_QUEUE("Run_queue", "MGP", U32, "Virtual threads ready to run"),
  IDLE_PCT("Idle_pct", "MaP", U32, "Percent of the last second the event loops waited"),
  NODE("node", "COS", STR, "Name of the node"),
  DESCRIPTION("description", "COS", STR, "Description of the node"),
  STOPPING("Stopping", "MGP", U32, "1 while stopping"),
  JOBS("Jobs", "MGP", U32, "Listeners and connections"),
  UNSTOPPABLE_JOBS("Unstoppable Jobs", "MGP", U32, "Jobs that a stop does not end"),
  LISTENERS("Listeners", "MGP", U32, "Addresses listened on"),
  ACTIVE_PEERS("ActivePeers", "MGP", U32, "Peers connected and verified"),
  CONNECTED_PEERS("ConnectedPeers", "MGP", U32, "Peers connected"),
  DROPPED_LOGS("DroppedLogs", "MGP", U32, "Log messages dropped"),
  BUSY_POLLING("BusyPolling", "MGP", U32, "1 while polling without waiting"),
  FAILED_RESOLUTIONS("FailedResolutions", "MGP", U32, "Names that could not be resolved"),
  TOTAL_BYTES_OUT("TotalBytesOut", "MGP", U64, "Bytes sent so far"),
  TOTAL_SPLICDED_BYTES_OUT("TotalSplicdedBytesOut", "MGP", U64, "Bytes sent by splicing so far"),
  BYTES_OUT_RATE("BytesOutRate", "MRP", U64, "Bytes sent in the last second"),
  DEBUG_COMMANDS_ISSUED("DebugCommandsIssued", "MGP", U32, "Debug commands issued"),
  CUM_RECV_LOGS("CumRecvLogs", "MCP", U32, "Log messages received for forwarding"),
  BUILD_INFO("Build info", "POS", STR, "Version again"),
  MEMMAX_BYTES("Memmax_bytes", "CLP", U32, "Limit of memory in bytes (-m)"),
  POOL_ALLOC_BYTES("PoolAlloc_bytes", "MGP", U64, "Heap taken from the system, in bytes"),
  POOL_USED_BYTES("PoolUsed_bytes", "MGP", U64, "Heap in use, in bytes"),
  START_TIME_SEC("Start_time_sec", "MDP", U32, "Start of the process, seconds since 1970"),
  TAINTED("Tainted", "SGP", STR, "What unsupported features are in use");

  private final String title;
  private final FieldTags tags;
  private final FieldType type;
  private final String description;

  InfoField(String title, String tags, FieldType type, String description) {
    this.title = title;
    this.tags = FieldTags.of(tags);
    this.type = type;
    this.description = description;
  }

  /** What stands before the colon. */
  public String title() {
    return title;
  }

  public FieldTags tags() {
    return tags;
  }

  /** The type; {@link FieldType#FLT} instead where {@code float} was asked for and given. */
  public FieldType type() {
    return type;
  }

  public String description() {
    return description;
  }
}
