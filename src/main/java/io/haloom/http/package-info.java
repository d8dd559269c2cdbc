/**
 * HTTP/1.0 and HTTP/1.1 on a connection, by RFC 9110 and RFC 9112: heads parsed in place, body
 * framing, writing, and the default error messages.
 *
 * <p>What is refused, and with which status, follows HAProxy 2.6. Nothing here knows which
 * transport carries the bytes, nor any proxy.
 */
package io.haloom.http;
