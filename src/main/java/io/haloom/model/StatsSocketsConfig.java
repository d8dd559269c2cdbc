package io.haloom.model;

import java.util.List;

/**
 * The stats sockets.
 *
 * @param binds one per address; their {@link BindConfig#level()} tells what a client may do
 * @param timeoutMillis {@code stats timeout}, 10 s by default
 * @param maxconn {@code stats maxconn}, 10 by default
 */
public record StatsSocketsConfig(List<BindConfig> binds, int timeoutMillis, int maxconn) {}
