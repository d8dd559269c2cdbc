package io.haloom.model;

/** The {@code option} words that are plain switches. */
public enum Option {
  ABORTONCLOSE("abortonclose"),
  ALLBACKUPS("allbackups"),
  CHECKCACHE("checkcache"),
  CLITCPKA("clitcpka"),
  CONTSTATS("contstats"),
  DONTLOGNULL("dontlognull"),
  DONTLOG_NORMAL("dontlog-normal"),
  HTTP_KEEP_ALIVE("http-keep-alive"),
  HTTP_SERVER_CLOSE("http-server-close"),
  HTTPCLOSE("httpclose"),
  HTTP_IGNORE_PROBES("http-ignore-probes"),
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
