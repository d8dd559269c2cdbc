package io.haloom.model;

import io.haloom.sample.LogFormat;
import java.util.List;

/**
 * What a proxy logs, and where.
 *
 * @param targets its own targets, {@code log global} already replaced; empty is no log
 * @param format {@code option tcplog}, {@code httplog} or {@code log-format}, compiled; null for
 *     the default format
 * @param errorFormat {@code error-log-format}, or null
 * @param structuredData {@code log-format-sd}, or null
 * @param tag {@code log-tag}, or null for the global one
 */
public record LoggingConfig(
    List<LogTarget> targets,
    LogFormat format,
    LogFormat errorFormat,
    LogFormat structuredData,
    String tag) {}
