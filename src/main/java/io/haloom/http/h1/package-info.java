/**
 * HTTP/1.0 and HTTP/1.1 on a connection, by RFC 9112: heads parsed in place, body framing, writing.
 * {@link io.haloom.http.h1.Http1Protocol} is what others make it by.
 *
 * <p>What is refused, and with which status, follows HAProxy 2.6.
 */
package io.haloom.http.h1;
