package io.haloom.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HeadParserTest {
  private final RequestHead request = new RequestHead();
  private final RequestParser requests = new RequestParser(HttpLimits.DEFAULT, request);
  private final ResponseHead response = new ResponseHead();
  private final ResponseParser responses = new ResponseParser(HttpLimits.DEFAULT, response);

  static List<Samples.Sample> requests() {
    return Samples.of("requests.txt");
  }

  static List<Samples.Sample> responses() {
    return Samples.of("responses.txt");
  }

  @ParameterizedTest
  @MethodSource("requests")
  void takesTheRequestsThatHaproxyTakes(Samples.Sample sample) {
    assertEquals(sample.status(), statusOfRequest(sample.bytes()));
    if (sample.status() == 200) {
      assertEquals(sample.keep(), request.isPersistent());
    }
  }

  @ParameterizedTest
  @MethodSource("responses")
  void takesTheResponsesThatHaproxyTakes(Samples.Sample sample) {
    assertEquals(sample.status(), statusOfResponse(sample.bytes()));
  }

  private int statusOfRequest(byte[] bytes) {
    requests.begin(ByteBuffer.wrap(bytes), 0);
    try {
      assertTrue(requests.parse(bytes.length), "incomplete");
      return 200;
    } catch (BadMessageException e) {
      return e.status();
    }
  }

  private int statusOfResponse(byte[] bytes) {
    responses.begin(ByteBuffer.wrap(bytes), 0, Method.GET);
    try {
      assertTrue(responses.parse(bytes.length), "incomplete");
      return response.status();
    } catch (BadMessageException e) {
      return 502;
    }
  }

  private RequestHead parse(String text) throws BadMessageException {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    requests.begin(ByteBuffer.wrap(bytes), 0);
    assertTrue(requests.parse(bytes.length));
    return request;
  }

  @Test
  void tellsWhatTheHeadSays() throws Exception {
    RequestHead head =
        parse("\r\nPOST /a?b HTTP/1.1\r\nHost: x:80\r\nContent-Length:  7 \r\nX-Y:\tz z\t\r\n\r\n");
    assertEquals(Method.POST, head.method());
    assertEquals("/a?b", head.target());
    assertEquals(0, head.pathOffset());
    assertEquals("HTTP/1.1", head.version());
    assertEquals(Framing.LENGTH, head.framing());
    assertEquals(7, head.contentLength());
    assertEquals(3, head.headers().count());
    assertEquals("x:80", head.headers().value(HeaderName.HOST));
    assertEquals("X-Y", head.headers().name(2));
    assertEquals("z z", head.headers().value(HeaderName.of("x-y")));
    assertEquals(-1, head.headers().find(HeaderName.UPGRADE));
  }

  @Test
  void aFoldBecomesSpaces() throws Exception {
    assertEquals(
        "b   c", parse("GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n").headers().value(HeaderName.of("a")));
  }

  @Test
  void aLengthBesideATransferCodingIsForgotten() throws Exception {
    RequestHead head =
        parse("POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n");
    assertEquals(Framing.CHUNKED, head.framing());
    assertEquals(-1, head.contentLength());
    assertFalse(head.isPersistent());
    assertEquals(-1, head.headers().find(HeaderName.CONTENT_LENGTH));
  }

  @Test
  void repeatedEqualLengthsAndHostsAreLeftOut() throws Exception {
    RequestHead head =
        parse(
            "POST / HTTP/1.1\r\nHost: a\r\nHost: A\r\nContent-Length: 5\r\n"
                + "Content-Length: 5\r\n\r\n");
    assertEquals(2, head.headers().count());
  }

  @Test
  void anErrorSaysWhereAndInWhichState() {
    BadMessageException e =
        assertThrows(BadMessageException.class, () -> parse("GET / HTTP/1.1\r\nA : b\r\n\r\n"));
    assertEquals(17, e.position());
    assertEquals("MSG_HDR_NAME", e.state());
    assertEquals(BadMessageException.Kind.INVALID, e.kind());
  }

  @Test
  void thePathOfAnAbsoluteTargetFollowsTheAuthority() throws Exception {
    assertEquals(10, parse("GET http://a.b/c HTTP/1.1\r\n\r\n").pathOffset());
    assertEquals(-1, parse("GET http://a.b HTTP/1.1\r\n\r\n").pathOffset());
    assertEquals(-1, parse("OPTIONS * HTTP/1.1\r\n\r\n").pathOffset());
  }

  @Test
  void whatIsMerelySuspiciousPassesWhereInvalidRequestsAreAccepted() throws Exception {
    HttpLimits relaxed = new HttpLimits(16384, 1024, 101, true);
    RequestParser parser = new RequestParser(relaxed, request);
    for (String text :
        List.of(
            "GET / HTTP/1.1\r\nA : b\r\n\r\n",
            "GET /\u00e9#x HTTP/1.1\r\n\r\n",
            "GET /\r\n",
            "GET / HTTP/1.1\r\nA: b\0c\r\n\r\n")) {
      byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
      parser.begin(ByteBuffer.wrap(bytes), 0);
      assertTrue(parser.parse(bytes.length), text);
    }
  }

  @Test
  void aResponsesFramingDependsOnTheRequest() throws Exception {
    byte[] ok =
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
    responses.begin(ByteBuffer.wrap(ok), 0, Method.HEAD);
    assertTrue(responses.parse(ok.length));
    assertEquals(Framing.NONE, response.framing());
    responses.begin(ByteBuffer.wrap(ok), 0, Method.CONNECT);
    assertTrue(responses.parse(ok.length));
    assertEquals(Framing.TUNNEL, response.framing());
    responses.begin(ByteBuffer.wrap(ok), 0, Method.GET);
    assertTrue(responses.parse(ok.length));
    assertEquals(Framing.LENGTH, response.framing());
    assertEquals("OK", response.reason());
  }
}
