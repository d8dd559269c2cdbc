package io.haloom.model;

import java.util.List;
import java.util.Set;

/**
 * What only a backend has.
 *
 * @param servers its servers, templates expanded, in order
 * @param dispatch {@code dispatch}'s address, or null
 * @param balance {@code balance} and {@code hash-type}
 * @param fullconn {@code fullconn}, 0 when it is to be computed
 * @param retry {@code retries}, {@code redispatch}, {@code retry-on}
 * @param source {@code source}, or null
 * @param keepAlive {@code srvtcpka-*} values
 * @param check the kind of check and its rules
 * @param state where the states of its servers are read from
 * @param useServers {@code use-server} rules
 */
public record BackendConfig(
    List<ServerConfig> servers,
    java.net.SocketAddress dispatch,
    BalanceConfig balance,
    int fullconn,
    RetryConfig retry,
    SourceConfig source,
    KeepAliveConfig keepAlive,
    ProxyCheckConfig check,
    StateFile state,
    List<UseServer> useServers) {

  /**
   * Where the states of a backend's servers are read from.
   *
   * @param source {@code load-server-state-from-file}
   * @param name {@code server-state-file-name}, or null where no file of its own is read
   */
  public record StateFile(StateSource source, String name) {}

  /** {@code load-server-state-from-file}. */
  public enum StateSource {
    NONE,
    GLOBAL,
    LOCAL
  }

  /** One {@code use-server} rule: the name, or the format that yields it, and its condition. */
  public record UseServer(
      String server, io.haloom.sample.LogFormat dynamic, io.haloom.sample.Condition condition) {}

  /**
   * Connection retries.
   *
   * @param retries {@code retries}, 3 by default
   * @param redispatchInterval {@code option redispatch N}: 0 off, positive every N-th retry,
   *     negative counted from the last (-1: the last retry)
   * @param retryOn {@code retry-on}'s words
   */
  public record RetryConfig(int retries, int redispatchInterval, Set<RetryOn> retryOn) {}

  /** One word of {@code retry-on}. */
  public enum RetryOn {
    CONN_FAILURE,
    EMPTY_RESPONSE,
    JUNK_RESPONSE,
    RESPONSE_TIMEOUT,
    STATUS_401(401),
    STATUS_403(403),
    STATUS_404(404),
    STATUS_408(408),
    STATUS_425(425),
    STATUS_500(500),
    STATUS_501(501),
    STATUS_502(502),
    STATUS_503(503),
    STATUS_504(504);

    private final int status;

    RetryOn() {
      this(0);
    }

    RetryOn(int status) {
      this.status = status;
    }

    /** The status of a response that is asked for again, or 0. */
    public int status() {
      return status;
    }
  }
}
