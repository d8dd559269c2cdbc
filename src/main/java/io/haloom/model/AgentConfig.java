package io.haloom.model;

/**
 * The agent check of one server.
 *
 * @param timing {@code agent-inter}; rise and fall are 1
 * @param address {@code agent-addr}, or null for the server's
 * @param port {@code agent-port}
 * @param send {@code agent-send}, or null
 */
public record AgentConfig(
    CheckConfig.Timing timing, java.net.SocketAddress address, int port, String send) {}
