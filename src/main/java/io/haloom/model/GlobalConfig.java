package io.haloom.model;

import java.util.List;

/**
 * The global section.
 *
 * @param limits process-wide limits
 * @param process how the process runs
 * @param stats the stats sockets
 * @param logs the global log targets
 * @param logTag {@code log-tag}, "haproxy" by default
 * @param logSendHostname the host name put in logs, or null for none
 * @param checks check-wide settings
 * @param stateFile {@code server-state-file} resolved against its base, or null
 * @param stateBase {@code server-state-base}, or null
 * @param tune the tune.* values
 * @param http what concerns HTTP
 * @param variables {@code set-var} and {@code set-var-fmt}, in order
 */
public record GlobalConfig(
    GlobalLimits limits,
    ProcessConfig process,
    StatsSocketsConfig stats,
    List<LogTarget> logs,
    String logTag,
    String logSendHostname,
    GlobalChecks checks,
    String stateFile,
    String stateBase,
    TuneConfig tune,
    GlobalHttp http,
    List<ProcessVariable> variables) {}
