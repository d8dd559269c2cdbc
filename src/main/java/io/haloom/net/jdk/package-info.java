/**
 * The transport of every platform: {@code SocketChannel}s and the JDK's own scheduler of virtual
 * threads, no flags. The channels do not block; a selector per loop says when they are ready. That
 * gives timeouts in both directions and waiting without a buffer, which blocking channels do not.
 */
package io.haloom.net.jdk;
