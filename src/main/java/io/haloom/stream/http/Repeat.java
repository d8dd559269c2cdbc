package io.haloom.stream.http;

/** Why a request is to be sent once more. */
enum Repeat {
  NONE,
  /** {@code retry-on} */
  RETRY,
  /** The same, and the response is over, so that another request may follow it. */
  NEXT,
  /** The server closed a connection kept alive. */
  STALE
}
