/**
 * Linux as the C library shows it: calls, numbers and structures of its headers, and what is made
 * of them for any thread (descriptors, listening sockets, pipes, processes).
 *
 * <p>{@link LibC} is an interface of plain calls with no policy; it is loaded with the first socket
 * and not before ({@link Native}). Nothing here knows an event loop or a transport.
 */
package io.haloom.os.linux;
