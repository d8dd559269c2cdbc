package io.haloom.http;

import java.nio.ByteBuffer;

/** Looks for an HTTP head in bytes that were received, without consuming them. */
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

  /**
   * Reads the head of a response.
   *
   * @param request the method it responds to
   * @return the head, or null where it is not complete
   * @throws BadMessageException where this is no response
   */
  public static ResponseHead response(ByteBuffer bytes, Method request, HttpLimits limits)
      throws BadMessageException {
    ByteBuffer absolute = bytes.slice();
    ResponseHead head = new ResponseHead();
    ResponseParser parser = new ResponseParser(limits, head);
    parser.begin(absolute, 0, request);
    return parser.parse(absolute.limit()) ? head : null;
  }
}
