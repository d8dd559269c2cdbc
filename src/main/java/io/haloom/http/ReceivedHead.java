package io.haloom.http;

import java.nio.ByteBuffer;

/** Looks for an HTTP request in bytes that were received, without consuming them. */
public final class ReceivedHead {
  private ReceivedHead() {}

  /**
   * Reads the head of a request.
   *
   * @param bytes received so far; a head lies in them, and is valid as long as they are
   * @return the head, or null where it is not complete
   * @throws BadMessageException where this is no request
   */
  public static RequestHead request(ByteBuffer bytes, HttpLimits limits)
      throws BadMessageException {
    ByteBuffer absolute = bytes.slice();
    RequestHead head = new RequestHead();
    RequestParser parser = new RequestParser(limits, head);
    parser.begin(absolute, 0);
    return parser.parse(absolute.limit()) ? head : null;
  }
}
