package io.haloom.http.h1;

import io.haloom.http.BadMessageException;
import io.haloom.http.HttpLimits;
import io.haloom.http.Method;
import io.haloom.http.RequestHead;
import io.haloom.http.ResponseHead;
import java.nio.ByteBuffer;

/** Looks for an HTTP head in bytes that were received, without consuming them. */
public final class ReceivedHead {
  private ReceivedHead() {}

  /**
   * Reads the head of a request; what HTTP/2 begins with looks like one, and counts as one.
   *
   * @param bytes received so far; the head lies in a copy
   * @return the head, or null where it is not complete
   * @throws BadMessageException where this is no request
   */
  public static RequestHead request(ByteBuffer bytes, HttpLimits limits)
      throws BadMessageException {
    ByteBuffer absolute = copy(bytes);
    RequestHead head = new RequestHead();
    RequestParser parser = new RequestParser(limits, head);
    parser.begin(absolute, 0);
    try {
      return parser.parse(absolute.limit()) ? head : null;
    } catch (BadMessageException e) {
      if (parser.isPreface()) {
        return head;
      }
      throw e;
    }
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
    ByteBuffer absolute = copy(bytes);
    ResponseHead head = new ResponseHead();
    ResponseParser parser = new ResponseParser(limits, head);
    parser.begin(absolute, 0, request);
    return parser.parse(absolute.limit()) ? head : null;
  }

  /** Heads lie in the heap, and their folds are overwritten. */
  private static ByteBuffer copy(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(bytes.position(), copy);
    return ByteBuffer.wrap(copy);
  }
}
