package io.haloom.http.h1;

import io.haloom.http.BadMessageException;
import io.haloom.http.HeaderCase;
import io.haloom.http.HttpLimits;
import io.haloom.http.MessageHead;
import io.haloom.http.Method;
import io.haloom.http.RequestHead;
import io.haloom.http.ResponseHead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Heads of messages as their parsers make them. */
public final class Heads {
  private Heads() {}

  /** The head of a request, its empty line included. */
  public static RequestHead request(String text) throws BadMessageException {
    ByteBuffer bytes = bytes(text);
    RequestHead head = new RequestHead();
    RequestParser parser = new RequestParser(HttpLimits.DEFAULT, head);
    parser.begin(bytes, 0);
    parser.parse(bytes.limit());
    return head;
  }

  /** The head of a response to GET. */
  public static ResponseHead response(String text) throws BadMessageException {
    ByteBuffer bytes = bytes(text);
    ResponseHead head = new ResponseHead();
    ResponseParser parser = new ResponseParser(HttpLimits.DEFAULT, head);
    parser.begin(bytes, 0, Method.GET);
    parser.parse(bytes.limit());
    return head;
  }

  /** Its fields as they are sent. */
  public static List<String> fields(MessageHead head) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < head.headers().count(); i++) {
      ByteBuffer out = ByteBuffer.allocate(head.headers().lineLength(i));
      head.headers().copy(i, HeaderCase.NONE, out);
      lines.add(new String(out.array(), 0, out.position() - 2, StandardCharsets.ISO_8859_1));
    }
    return lines;
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
