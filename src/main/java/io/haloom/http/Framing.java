package io.haloom.http;

/** How the end of a message's body is found (RFC 9112, section 6.3). */
public enum Framing {
  /** There is no body. */
  NONE,
  /** {@code Content-Length} says how many bytes. */
  LENGTH,
  /** The chunked transfer coding. */
  CHUNKED,
  /** A response's body that ends with the connection. */
  CLOSE,
  /** No message any more: what follows belongs to a tunnel (CONNECT, 101). */
  TUNNEL
}
