package io.haloom.http.h1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.http.BadMessageException;
import io.haloom.http.Framing;
import io.haloom.http.HeaderName;
import io.haloom.http.HttpLimits;
import io.haloom.http.Method;
import io.haloom.http.RequestHead;
import io.haloom.http.ResponseHead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
      boolean next = request.framing() != Framing.TUNNEL;
      assertEquals(sample.keep(), next && request.isPersistent());
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
    assertEquals(-1, parse("OPTIONS http://a.b HTTP/1.1\r\n\r\n").pathOffset());
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CONNECT http://h:443 HTTP/1.1\r\nHost: h:443\r\n\r\n",
        "CONNECT h HTTP/1.1\r\n\r\n",
        "CONNECT /h:1 HTTP/1.1\r\n\r\n",
        "CONNECT * HTTP/1.1\r\n\r\n",
        "GET * HTTP/1.1\r\n\r\n",
        "OPTIONS ** HTTP/1.1\r\n\r\n",
        "OPTIONS */x HTTP/1.1\r\n\r\n",
        "GET h HTTP/1.1\r\n\r\n",
        "GET h:80 HTTP/1.1\r\n\r\n",
        "GET admin/x HTTP/1.1\r\n\r\n",
        "GET http:/x HTTP/1.1\r\n\r\n",
        "GET http:///x HTTP/1.1\r\n\r\n",
        "GET http://a,b/ HTTP/1.1\r\n\r\n",
        "GET http://[a]b/ HTTP/1.1\r\n\r\n",
        "GET http://a\\b/ HTTP/1.1\r\n\r\n",
        "CONNECT a,b:80 HTTP/1.1\r\n\r\n",
      })
  void aTargetFitsItsMethod(String text) {
    assertThrows(BadMessageException.class, () -> parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a,b", "a/b", "a?b", "a#b", "u@b", "a b", "a\\b", "[::1", "::1]", "a[b]", "[::1]x",
        "[[::1]]", "\u00e4", "a\u007f"
      })
  void aHostHasTheCharactersOfOne(String host) {
    String text = "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
    assertThrows(BadMessageException.class, () -> parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "a:80", "[::1]", "[::1]:80", "a_b.c", "1.2.3.4:5", "a~!$&'()*+;="})
  void aHostIsAsItIsSent(String host) throws Exception {
    String text = "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
    assertEquals(host, parse(text).headers().value(HeaderName.HOST));
  }

  @ParameterizedTest
  @CsvSource({
    "h2c, ",
    "'h2c, h2', ",
    "'foo, h2c, bar', 'foo,bar'",
    "'H2C ,foo', foo",
    "foo, foo",
    "'foo,h2', foo",
    "h2c/1, h2c/1",
  })
  void anUpgradeToHttp2IsLeftOut(String sent, String left) throws Exception {
    RequestHead head =
        parse("GET / HTTP/1.1\r\nConnection: upgrade\r\nUpgrade: " + sent + "\r\n\r\n");
    assertEquals(left, head.headers().value(HeaderName.UPGRADE));
    assertEquals(left != null, head.isUpgrade());
  }

  @Test
  void anUpgradeToHttp2HidesInNoSecondField() throws Exception {
    RequestHead head =
        parse("GET / HTTP/1.1\r\nConnection: upgrade\r\nUpgrade: foo, h2c\r\nUpgrade: bar\r\n\r\n");
    assertEquals("foo", head.headers().value(0 + 1));
    assertEquals("bar", head.headers().value(2));
    assertTrue(head.isUpgrade());
  }

  @ParameterizedTest
  @CsvSource({
    "GET http://a, http://a/",
    "GET http://a:80, http://a/",
    "GET ws://a:/b, ws://a/b",
    "GET http://u:p@a:80, http://u:p@a/",
    "OPTIONS http://a, http://a",
    "OPTIONS http://a:80, http://a",
    "GET http://a?x, http://a?x",
    "GET http://a:80?x/y, http://a?x/y",
    "GET http://a?u@b, http://a?u@b",
  })
  void theAuthorityEndsAtThePathTheQueryOrTheEnd(String line, String target) throws Exception {
    RequestHead head = parse(line + " HTTP/1.1\r\nHost: a\r\n\r\n");
    assertEquals(target, head.target());
    assertEquals("a", head.headers().value(HeaderName.HOST));
  }

  @ParameterizedTest
  @CsvSource({
    "http://a:80#u@b/x, a, http://a#u@b/x, a",
    "http://[:80/x, , http://[/x, ",
    "http://[::T, [::1], http://[::T, [::1]",
    "http://[::T:80/, [::1], http://[::T/, [::T",
  })
  void whereInvalidRequestsAreAcceptedAnOddAuthorityLosesItsPort(
      String sent, String host, String target, String left) throws Exception {
    byte[] bytes =
        "GET %s HTTP/1.1\r\n%s\r\n"
            .formatted(sent, host == null ? "" : "Host: " + host + "\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    RequestParser parser = new RequestParser(new HttpLimits(16384, 1024, 101, true), request);
    parser.begin(ByteBuffer.wrap(bytes), 0);
    assertTrue(parser.parse(bytes.length));
    assertEquals(target, request.target());
    assertEquals(left, request.headers().value(HeaderName.HOST));
  }

  @ParameterizedTest
  @CsvSource({
    "upgrade, foo, upgrade, foo",
    "upgrade, , , ",
    "'upgrade, x', , x, ",
    "'x, Upgrade', h2c, x, ",
    "x, foo, x, ",
    ", foo, , ",
    ", 'foo, h2c', , ",
  })
  void toUpgradeTakesBothFields(String option, String protocol, String options, String left)
      throws Exception {
    String fields =
        (option == null ? "" : "Connection: " + option + "\r\n")
            + (protocol == null ? "" : "Upgrade: " + protocol + "\r\n");
    RequestHead head = parse("GET / HTTP/1.1\r\n" + fields + "\r\n");
    assertEquals(options, head.headers().value(HeaderName.CONNECTION));
    assertEquals(left, head.headers().value(HeaderName.UPGRADE));
    assertEquals(left != null, head.isUpgrade());
  }

  @Test
  void aWebsocketIsNotHiddenByAnotherProtocol() {
    String fields = "Connection: upgrade\r\nUpgrade: websocket\r\nUpgrade: foo\r\n\r\n";
    assertThrows(BadMessageException.class, () -> parse("GET / HTTP/1.1\r\n" + fields));
  }

  @Test
  void anUpgradeMayHaveABody() throws Exception {
    RequestHead head =
        parse(
            "POST / HTTP/1.1\r\nConnection: upgrade\r\nUpgrade: foo\r\nContent-Length: 3\r\n\r\n");
    assertTrue(head.isUpgrade());
    assertEquals(Framing.LENGTH, head.framing());
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "000, 0", "003, 3", "'3, 03', 3", "10, 10"})
  void aLengthIsSentOnWithoutLeadingZeros(String sent, String left) throws Exception {
    RequestHead head = parse("POST / HTTP/1.1\r\nContent-Length: " + sent + "\r\n\r\n");
    assertEquals(left, head.headers().value(HeaderName.CONTENT_LENGTH));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",", "chunked,", ", chunked", "chunked, ,", "gzip,, chunked"})
  void noNameOfATransferCodingIsEmpty(String codings) {
    String text = "POST / HTTP/1.1\r\nTransfer-Encoding: " + codings + "\r\n\r\n";
    assertEquals(400, statusOfRequest(text.getBytes(StandardCharsets.US_ASCII)));
    assertThrows(
        BadMessageException.class,
        () -> Heads.response("HTTP/1.1 200 OK\r\nTransfer-Encoding: " + codings + "\r\n\r\n"));
  }

  @Test
  void aFieldWithAnInvalidNameIsLeftOutWhereItIsAccepted() throws Exception {
    byte[] bytes =
        "POST / HTTP/1.1\r\nContent-Length : 3\r\nA: b\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    RequestParser parser = new RequestParser(new HttpLimits(16384, 1024, 101, true), request);
    parser.begin(ByteBuffer.wrap(bytes), 0);
    assertTrue(parser.parse(bytes.length));
    assertEquals(1, request.headers().count());
    assertEquals(Framing.NONE, request.framing());
  }
}
