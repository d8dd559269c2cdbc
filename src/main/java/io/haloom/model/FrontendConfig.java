package io.haloom.model;

import io.haloom.sample.Condition;
import io.haloom.sample.LogFormat;
import java.util.List;

/**
 * What only a frontend has.
 *
 * @param binds its bind lines, one per address
 * @param maxconn {@code maxconn}, 0 for the process's
 * @param backlog {@code backlog}, 0 for maxconn's
 * @param rateLimit {@code rate-limit sessions} per second, 0 for none
 * @param defaultBackend {@code default_backend}, or null
 * @param useBackends {@code use_backend} rules in order
 * @param keepAlive {@code clitcpka-*} values
 * @param uniqueIdFormat {@code unique-id-format}, or null
 */
public record FrontendConfig(
    List<BindConfig> binds,
    int maxconn,
    int backlog,
    int rateLimit,
    String defaultBackend,
    List<UseBackend> useBackends,
    KeepAliveConfig keepAlive,
    LogFormat uniqueIdFormat) {

  /**
   * One {@code use_backend} rule.
   *
   * @param backend a plain name, or null when it is dynamic
   * @param dynamic the format that yields the name, or null
   * @param condition when it holds
   */
  public record UseBackend(String backend, LogFormat dynamic, Condition condition) {}
}
