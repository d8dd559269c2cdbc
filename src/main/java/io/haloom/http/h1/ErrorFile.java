package io.haloom.http.h1;

import io.haloom.http.BadMessageException;
import io.haloom.http.Framing;
import io.haloom.http.HeaderName;
import io.haloom.http.Headers;
import io.haloom.http.HttpLimits;
import io.haloom.http.HttpReply;
import io.haloom.http.Method;
import io.haloom.http.ResponseHead;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the responses that {@code errorfile} names (configuration manual, {@code errorfile}). */
public final class ErrorFile {
  private ErrorFile() {}

  /** A file that holds no response. */
  public static final class InvalidException extends Exception {
    private static final long serialVersionUID = 1;

    InvalidException(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * Reads a response.
   *
   * @throws InvalidException with HAProxy's message
   */
  public static HttpReply parse(byte[] content) throws InvalidException {
    if (content.length == 0) {
      return HttpReply.SILENT;
    }
    ResponseHead head = new ResponseHead();
    ResponseParser parser =
        new ResponseParser(new HttpLimits(Math.max(1024, content.length), 0, 101, false), head);
    ByteBuffer bytes = ByteBuffer.wrap(content);
    parser.begin(bytes, 0, Method.GET);
    try {
      if (!parser.parse(content.length)) {
        throw unreadable(0);
      }
    } catch (BadMessageException e) {
      throw unreadable(e.position());
    }
    return reply(head, Arrays.copyOfRange(content, parser.next(), content.length));
  }

  private static InvalidException unreadable(int offset) {
    return new InvalidException("unabled to parse headers (error offset: " + offset + ")");
  }

  private static HttpReply reply(ResponseHead head, byte[] body) throws InvalidException {
    int status = head.status();
    if (status < 200 && status != 101) {
      throw new InvalidException("invalid http status code for an error message (" + status + ")");
    }
    boolean bodiless =
        status == 204
            || status == 304
            || head.announcedLength() >= 0 && head.announcedLength() == 0;
    if (!bodiless && head.framing() == Framing.CHUNKED) {
      throw new InvalidException("chunk-encoded payload not supported");
    }
    if (bodiless && body.length > 0) {
      throw new InvalidException("message payload not expected");
    }
    if (!bodiless && head.announcedLength() >= 0 && head.announcedLength() != body.length) {
      throw new InvalidException(
          "payload size does not match the announced content-length (%d != %d)"
              .formatted(body.length, head.announcedLength()));
    }
    List<HttpReply.Field> fields = new ArrayList<>();
    Headers headers = head.headers();
    for (int i = 0; i < headers.count(); i++) {
      fields.add(new HttpReply.Field(HeaderName.of(headers.name(i)), headers.value(i)));
    }
    return new HttpReply(head.version(), status, head.reason(), List.copyOf(fields), body);
  }
}
