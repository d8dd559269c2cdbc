package io.haloom.net;

import java.net.SocketAddress;

/**
 * What a bind line asks of its socket.
 *
 * @param address where to bind: {@code InetSocketAddress} or {@link UnixAddress}; null with {@code
 *     inheritedFd}
 * @param inheritedFd a listening descriptor to adopt, or -1
 * @param backlog the accept queue's length
 * @param options the socket's options
 */
public record ListenRequest(
    SocketAddress address, int inheritedFd, int backlog, ListenOptions options) {}
