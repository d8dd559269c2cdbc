/**
 * Stream sockets for virtual threads: one set of interfaces, two transports behind it.
 *
 * <p>{@code net.epoll} (Linux) runs one event loop per core, and each loop is the carrier of the
 * virtual threads of its connections; {@code net.jdk} uses {@code SocketChannel} and the JDK's own
 * scheduler. Code above this package cannot tell which one carries it.
 */
package io.haloom.net;
