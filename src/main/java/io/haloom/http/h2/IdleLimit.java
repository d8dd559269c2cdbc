package io.haloom.http.h2;

import io.haloom.http.ClientStreams.Patience;

/**
 * How long a client may be silent without streams, for they have timeouts. Guarded by the
 * connection's lock.
 */
final class IdleLimit {
  private final Patience patience;
  private long since;

  /**
   * @param now when it begins to be silent
   */
  IdleLimit(Patience patience, long now) {
    this.patience = patience;
    this.since = now;
  }

  /** Its last stream has ended. */
  void rests(long now) {
    since = now;
  }

  /** When its last stream ended, or the connection began. */
  long since() {
    return since;
  }

  /**
   * The instant at which its silence ends its connection, or 0 for never.
   *
   * @param used whether there has been a stream
   * @param told whether it has been told to leave
   */
  long end(boolean used, boolean told) {
    int millis;
    if (!used) {
      millis = patience.request();
    } else {
      millis = patience.keepAlive() != 0 ? patience.keepAlive() : patience.request();
    }
    if (told) {
      millis = patience.fin();
    }
    int limit = millis != 0 ? millis : patience.client();
    return limit == 0 ? 0 : since + limit * 1_000_000L;
  }
}
