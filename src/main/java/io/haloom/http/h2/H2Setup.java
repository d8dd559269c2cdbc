package io.haloom.http.h2;

import io.haloom.http.MessageBuffers;
import io.haloom.net.Transport;

/**
 * What all connections of HTTP/2 have in common.
 *
 * @param tune what the configuration says
 * @param buffers for what is received and sent
 * @param transport of the connections
 */
record H2Setup(H2Tune tune, MessageBuffers buffers, Transport transport) {

  /** Bytes that a list of fields may count, as HPACK does. */
  int listLimit() {
    return buffers.limits().headSize() + 32 * buffers.limits().maxHeaders();
  }
}
