package io.haloom.model;

import java.util.List;

/**
 * The global section.
 *
 * @param limits process-wide limits
 * @param process how the process runs
 * @param stats the stats sockets
 * @param logging what logs of all proxies have in common
 * @param checks check-wide settings
 * @param stateFiles where the states of servers are read from
 * @param tune the tune.* values
 * @param http what concerns HTTP
 * @param variables {@code set-var} and {@code set-var-fmt}, in order
 */
public record GlobalConfig(
    GlobalLimits limits,
    ProcessConfig process,
    StatsSocketsConfig stats,
    Logging logging,
    GlobalChecks checks,
    StateFiles stateFiles,
    TuneConfig tune,
    GlobalHttp http,
    List<ProcessVariable> variables) {

  /**
   * What logs of all proxies have in common.
   *
   * @param targets the global log targets
   * @param tag {@code log-tag}, "haproxy" by default
   * @param sendHostname the host name put in logs, or null for none
   */
  public record Logging(List<LogTarget> targets, String tag, String sendHostname) {}

  /**
   * Where the states of servers are read from.
   *
   * @param file {@code server-state-file} as written, or null; {@link #path} tells where it is
   * @param base {@code server-state-base}, or null
   */
  public record StateFiles(String file, String base) {

    /**
     * Where a state file is: in {@code server-state-base} unless its name is absolute. Composed as
     * HAProxy does, for warnings name it.
     */
    public String path(String name) {
      if (base == null || name.startsWith("/")) {
        return name;
      }
      return base.endsWith("/") ? base + name : base + "/" + name;
    }
  }
}
