package io.haloom.http.h1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.http.ErrorPages;
import io.haloom.http.HeaderCase;
import io.haloom.http.HeaderName;
import io.haloom.http.HttpLimits;
import io.haloom.http.MessageBuffers;
import io.haloom.http.Method;
import io.haloom.http.RequestHead;
import io.haloom.http.ResponseHead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Http1WriterTest {

  private interface Use {
    void of(Http1Writer writer) throws Exception;
  }

  private static String written(Use use) throws Exception {
    MessageBuffers buffers = new MessageBuffers(new HttpLimits(512, 128, 101, false));
    try (HttpHarness server =
        new HttpHarness(connection -> use.of(new Http1Writer(connection, buffers)))) {
      return server.exchange("");
    }
  }

  @Test
  void aBodyOfKnownLength() throws Exception {
    assertEquals(
        "HTTP/1.1 200 OK\r\ncontent-length: 3\r\ncontent-type: text/plain\r\n\r\nabc",
        written(
            w -> {
              w.status(200, "OK").length(3).header(HeaderName.CONTENT_TYPE, "text/plain").endHead();
              w.write("abc");
              w.end();
            }));
  }

  @Test
  void aBodyInChunksLargerAndSmallerThanTheBuffer() throws Exception {
    String large = "x".repeat(3000);
    assertEquals(
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nab\r\nBB8\r\n"
            + large
            + "\r\n1\r\nc\r\n0\r\n\r\n",
        written(
            w -> {
              w.status(200, "OK").chunked().endHead();
              w.write("ab");
              w.write("");
              w.write(large);
              w.write("c");
              w.end();
            }));
  }

  @Test
  void theConnectionsFateIsTold() throws Exception {
    assertEquals(
        "connection: close|connection: keep-alive||connection: close",
        written(
                w -> {
                  w.connection(false, true).header(HeaderName.HOST, "|");
                  w.connection(true, false).header(HeaderName.HOST, "|");
                  w.connection(true, true).header(HeaderName.HOST, "|");
                  w.connection(false, false).end();
                })
            .replace("\r\n", "")
            .replace("host: ", ""));
  }

  @Test
  void aValueCannotEndItsLine() throws Exception {
    assertEquals(
        "",
        written(
            w ->
                assertThrows(
                    IllegalArgumentException.class,
                    () -> w.header(HeaderName.LOCATION, "/\r\nx: y"))));
  }

  @Test
  void namesAreWrittenAsThePeerWantsThem() throws Exception {
    HeaderCase names =
        HeaderCase.of(
            Map.of(
                "host", "Host", "x-a", "X-a", "te", "TE", "Tf", "TF", "connection", "ConnectioN"));
    ScriptedConnection out = new ScriptedConnection(new byte[0]);
    Http1Writer writer = new Http1Writer(out, new MessageBuffers(HttpLimits.DEFAULT), names);
    RequestHead head =
        Heads.request("GET / HTTP/1.1\r\nHOST: a\r\nX-A: b\r\nX-B: c\r\nTF: d\r\nT: e\r\n\r\n");
    head.headers().add(HeaderName.of("X-A"), "3");
    writer.head(head).connection(false, true).endHead().flush();
    assertEquals(
        "GET / HTTP/1.1\r\nHost: a\r\nX-a: b\r\nx-b: c\r\ntf: d\r\nt: e\r\nX-a: 3\r\n"
            + "ConnectioN: close\r\n\r\n",
        out.sentText());
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        200, 400, 401, 403, 404, 405, 407, 408, 410, 413, 421, 422, 425, 429, 500, 501, 502, 503,
        504
      })
  void everyErrorMessageIsWellFormed(int status) throws Exception {
    ByteBuffer message = ErrorPages.message(status);
    ResponseHead head = new ResponseHead();
    ResponseParser parser = new ResponseParser(HttpLimits.DEFAULT, head);
    parser.begin(message, 0, Method.GET);
    assertTrue(parser.parse(message.limit()));
    assertEquals(status, head.status());
    assertEquals(message.limit() - head.length(), head.contentLength());
    assertEquals("no-cache", head.headers().value(HeaderName.CACHE_CONTROL));
    assertEquals(status != 400 && status != 408, head.isPersistent());
  }

  @Test
  void theMessageOfABadRequestIsHaproxys() {
    assertEquals(
        "HTTP/1.1 400 Bad request\r\nContent-length: 90\r\nCache-Control: no-cache\r\n"
            + "Connection: close\r\nContent-Type: text/html\r\n\r\n"
            + "<html><body><h1>400 Bad request</h1>\nYour browser sent an invalid request.\n"
            + "</body></html>\n",
        StandardCharsets.US_ASCII.decode(ErrorPages.message(400)).toString());
  }

  @Test
  void anUnknownStatusGetsTheInternalError() {
    assertEquals(ErrorPages.message(500), ErrorPages.message(418));
  }
}
