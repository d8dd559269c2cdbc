package io.haloom.stats;

import io.haloom.model.ProxyConfig;
import io.haloom.net.AddressText;
import io.haloom.net.UnixAddress;
import io.haloom.proxy.count.Counter;
import io.haloom.proxy.count.Counters;
import io.haloom.proxy.count.SessionTimes;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Locale;

/** Groups of fields that several kinds of rows share. */
final class CommonFields {
  private CommonFields() {}

  static void identity(StatRow row, ProxyConfig proxy, String name, int id) {
    row.set(StatField.PXNAME, proxy.name());
    row.set(StatField.SVNAME, name);
    row.set(StatField.IID, proxy.id());
    row.set(StatField.SID, id);
    row.set(StatField.MODE, proxy.mode().name().toLowerCase(Locale.ROOT));
  }

  /** What may go wrong on the clients' side. */
  static void clientSide(StatRow row, Counters counters) {
    row.set(StatField.EREQ, counters.get(Counter.FAILED_REQUESTS));
    row.set(StatField.DCON, counters.get(Counter.DENIED_CONNECTIONS));
    row.set(StatField.DSES, counters.get(Counter.DENIED_SESSIONS));
  }

  /** What every object counts. */
  static void bytes(StatRow row, Counters counters) {
    row.set(StatField.BIN, counters.get(Counter.BYTES_IN));
    row.set(StatField.BOUT, counters.get(Counter.BYTES_OUT));
    row.set(StatField.DRESP, counters.get(Counter.DENIED_RESPONSES));
    row.set(StatField.WREW, counters.get(Counter.FAILED_REWRITES));
    row.set(StatField.EINT, counters.get(Counter.INTERNAL_ERRORS));
  }

  /** What may go wrong on the servers' side. */
  static void serverSide(StatRow row, Counters counters) {
    row.set(StatField.ECON, counters.get(Counter.FAILED_CONNECTIONS));
    row.set(StatField.ERESP, counters.get(Counter.FAILED_RESPONSES));
    row.set(StatField.WRETR, counters.get(Counter.RETRIES));
    row.set(StatField.WREDIS, counters.get(Counter.REDISPATCHES));
    row.set(StatField.CONNECT, counters.get(Counter.CONNECT_ATTEMPTS));
    row.set(StatField.REUSE, counters.get(Counter.REUSES));
    row.set(StatField.LBTOT, counters.get(Counter.LOAD_BALANCED));
    row.set(StatField.CLI_ABRT, counters.get(Counter.CLIENT_ABORTS));
    row.set(StatField.SRV_ABRT, counters.get(Counter.SERVER_ABORTS));
  }

  static void responses(StatRow row, Counters counters) {
    row.set(StatField.HRSP_1XX, counters.get(Counter.RESPONSES_1XX));
    row.set(StatField.HRSP_2XX, counters.get(Counter.RESPONSES_2XX));
    row.set(StatField.HRSP_3XX, counters.get(Counter.RESPONSES_3XX));
    row.set(StatField.HRSP_4XX, counters.get(Counter.RESPONSES_4XX));
    row.set(StatField.HRSP_5XX, counters.get(Counter.RESPONSES_5XX));
    row.set(StatField.HRSP_OTHER, counters.get(Counter.RESPONSES_OTHER));
  }

  static void times(StatRow row, SessionTimes times) {
    row.set(StatField.QTIME, times.average(0));
    row.set(StatField.CTIME, times.average(1));
    row.set(StatField.RTIME, times.average(2));
    row.set(StatField.TTIME, times.average(3));
    row.set(StatField.QTIME_MAX, times.max(0));
    row.set(StatField.CTIME_MAX, times.max(1));
    row.set(StatField.RTIME_MAX, times.max(2));
    row.set(StatField.TTIME_MAX, times.max(3));
  }

  /** No cache is configured: nothing was looked up. */
  static void cache(StatRow row) {
    row.set(StatField.CACHE_LOOKUPS, 0);
    row.set(StatField.CACHE_HITS, 0);
  }

  /** No compression is configured: no byte went through it. */
  static void compression(StatRow row) {
    row.set(StatField.COMP_IN, 0);
    row.set(StatField.COMP_OUT, 0);
    row.set(StatField.COMP_BYP, 0);
    row.set(StatField.COMP_RSP, 0);
  }

  static void tls(StatRow row, Counters counters) {
    row.set(StatField.SSL_SESS, counters.get(Counter.TLS_SESSIONS));
    row.set(StatField.SSL_REUSED_SESS, counters.get(Counter.TLS_REUSED_SESSIONS));
    row.set(StatField.SSL_FAILED_HANDSHAKE, counters.get(Counter.TLS_FAILED_HANDSHAKES));
  }

  /** What connections of HTTP/2 carry. */
  static void http2(StatRow row, Counters counters) {
    row.set(StatField.H2_HEADERS_RCVD, counters.get(Counter.H2_HEADERS_RECEIVED));
    row.set(StatField.H2_DATA_RCVD, counters.get(Counter.H2_DATA_RECEIVED));
    row.set(StatField.H2_SETTINGS_RCVD, counters.get(Counter.H2_SETTINGS_RECEIVED));
    row.set(StatField.H2_RST_STREAM_RCVD, counters.get(Counter.H2_RESET_RECEIVED));
    row.set(StatField.H2_GOAWAY_RCVD, counters.get(Counter.H2_GOAWAY_RECEIVED));
    row.set(StatField.H2_DETECTED_CONN_PROTOCOL_ERRORS, counters.get(Counter.H2_CONNECTION_ERRORS));
    row.set(StatField.H2_DETECTED_STRM_PROTOCOL_ERRORS, counters.get(Counter.H2_STREAM_ERRORS));
    row.set(StatField.H2_RST_STREAM_RESP, counters.get(Counter.H2_RESET_SENT));
    row.set(StatField.H2_GOAWAY_RESP, counters.get(Counter.H2_GOAWAY_SENT));
    row.set(StatField.H2_OPEN_CONNECTIONS, counters.get(Counters.H2_OPEN_CONNECTIONS));
    row.set(StatField.H2_BACKEND_OPEN_STREAMS, counters.get(Counters.H2_OPEN_STREAMS));
    row.set(StatField.H2_TOTAL_CONNECTIONS, counters.get(Counter.H2_CONNECTIONS));
    row.set(StatField.H2_BACKEND_TOTAL_STREAMS, counters.get(Counter.H2_STREAMS));
  }

  /** What connections of HTTP/1 carry. */
  static void http1(StatRow row, Counters counters) {
    row.set(StatField.H1_OPEN_CONNECTIONS, counters.get(Counters.H1_OPEN_CONNECTIONS));
    row.set(StatField.H1_OPEN_STREAMS, counters.get(Counters.H1_OPEN_STREAMS));
    row.set(StatField.H1_TOTAL_CONNECTIONS, counters.get(Counter.H1_CONNECTIONS));
    row.set(StatField.H1_TOTAL_STREAMS, counters.get(Counter.H1_STREAMS));
    row.set(StatField.H1_BYTES_IN, counters.get(Counter.H1_BYTES_IN));
    row.set(StatField.H1_BYTES_OUT, counters.get(Counter.H1_BYTES_OUT));
    row.set(StatField.H1_SPLICED_BYTES_IN, counters.get(Counter.H1_SPLICED_BYTES_IN));
    row.set(StatField.H1_SPLICED_BYTES_OUT, counters.get(Counter.H1_SPLICED_BYTES_OUT));
  }

  /** {@code 127.0.0.1:80}, {@code [::1]:80} or {@code unix}; absent while there is none. */
  static void address(StatRow row, SocketAddress address, int port) {
    if (address instanceof UnixAddress) {
      row.set(StatField.ADDR, "unix");
    } else if (address instanceof InetSocketAddress inet && inet.getAddress() != null) {
      String host = AddressText.of(inet.getAddress());
      row.set(StatField.ADDR, (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    }
  }
}
