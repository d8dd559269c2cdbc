package io.haloom.http;

import io.haloom.net.Connection;

/** Is also told what happens on connections that carry many requests at once. */
public interface CarriedFrames extends Carried {
  /** What happens, in HTTP/2's words; an error is one that was found here. */
  enum Event {
    HEADERS_RECEIVED,
    DATA_RECEIVED,
    SETTINGS_RECEIVED,
    RESET_RECEIVED,
    GOAWAY_RECEIVED,
    CONNECTION_ERROR,
    STREAM_ERROR,
    RESET_SENT,
    GOAWAY_SENT
  }

  void happened(Connection on, Event event);

  /** A request that had begun is over. */
  void over(Connection on);
}
