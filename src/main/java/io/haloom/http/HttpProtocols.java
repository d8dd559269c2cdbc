package io.haloom.http;

/**
 * How messages are read and written.
 *
 * @param sequential by connections that carry one request after the other: HTTP/1
 * @param multiplexed by connections that carry many at once: HTTP/2
 */
public record HttpProtocols(HttpProtocol sequential, MultiplexedProtocol multiplexed) {}
