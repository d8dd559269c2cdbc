package io.haloom.proxy;

import io.haloom.http.RequestHead;
import io.haloom.proxy.count.Counters;
import io.haloom.sample.SampleContext;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/** What a balancer may look at of a session. */
public interface BalanceKey {

  /** The client's IP address, or null (UNIX socket). */
  InetAddress sourceAddress();

  /** Where the session counts, as in {@link Counters}. */
  default int stripe() {
    return Counters.ANYWHERE;
  }

  /** The request as rules have left it, or null in TCP mode. */
  default RequestHead requestHead() {
    return null;
  }

  /**
   * What has come of the request's body, without framing, from the buffer's position to its limit,
   * or null. Of use to {@code balance url_param} on a POST; only to look at.
   */
  default ByteBuffer requestBody() {
    return null;
  }

  /** What expressions may look at: bytes of a TCP session, variables, headers; or null. */
  default SampleContext samples() {
    return null;
  }
}
