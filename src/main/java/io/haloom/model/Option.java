package io.haloom.model;

/** The {@code option} words that are plain switches. */
public enum Option {
  ABORTONCLOSE("abortonclose"),
  ACCEPT_INVALID_HTTP_REQUEST("accept-invalid-http-request"),
  ACCEPT_INVALID_HTTP_RESPONSE("accept-invalid-http-response"),
  ALLBACKUPS("allbackups"),
  CHECKCACHE("checkcache"),
  CLITCPKA("clitcpka"),
  CONTSTATS("contstats"),
  DISABLE_H2_UPGRADE("disable-h2-upgrade"),
  DONTLOGNULL("dontlognull"),
  DONTLOG_NORMAL("dontlog-normal"),
  H1_CASE_ADJUST_BOGUS_CLIENT("h1-case-adjust-bogus-client"),
  H1_CASE_ADJUST_BOGUS_SERVER("h1-case-adjust-bogus-server"),
  HTTP_BUFFER_REQUEST("http-buffer-request"),
  HTTP_KEEP_ALIVE("http-keep-alive"),
  HTTP_NO_DELAY("http-no-delay"),
  HTTP_PRETEND_KEEPALIVE("http-pretend-keepalive"),
  HTTP_SERVER_CLOSE("http-server-close"),
  HTTPCLOSE("httpclose"),
  HTTP_IGNORE_PROBES("http-ignore-probes"),
  HTTP_USE_PROXY_HEADER("http-use-proxy-header"),
  IDLE_CLOSE_ON_RESPONSE("idle-close-on-response"),
  INDEPENDENT_STREAMS("independent-streams"),
  LOGASAP("logasap"),
  LOG_HEALTH_CHECKS("log-health-checks"),
  LOG_SEPARATE_ERRORS("log-separate-errors"),
  NOLINGER("nolinger"),
  PERSIST("persist"),
  PREFER_LAST_SERVER("prefer-last-server"),
  SOCKET_STATS("socket-stats"),
  SPLICE_AUTO("splice-auto"),
  SPLICE_REQUEST("splice-request"),
  SPLICE_RESPONSE("splice-response"),
  SRVTCPKA("srvtcpka"),
  TCP_SMART_ACCEPT("tcp-smart-accept"),
  TCP_SMART_CONNECT("tcp-smart-connect"),
  TRANSPARENT("transparent");

  private final String word;

  Option(String word) {
    this.word = word;
  }

  /** As written after {@code option}. */
  public String word() {
    return word;
  }
}
