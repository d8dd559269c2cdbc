package io.haloom.http.h1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.http.BadMessageException;
import io.haloom.http.ErrorPages;
import io.haloom.http.HttpBody;
import io.haloom.http.HttpLimits;
import io.haloom.http.MessageBuffers;
import io.haloom.http.RequestHead;
import io.haloom.net.Connection;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class Http1ReaderTest {
  private static final HttpLimits SMALL = new HttpLimits(1024, 256, 101, false);

  private HttpHarness server;

  @AfterEach
  void stop() {
    server.close();
  }

  /** Answers each request with its line, its body and its trailers, in chunks, to the end. */
  private static void tell(Connection connection, HttpLimits limits) throws Exception {
    MessageBuffers buffers = new MessageBuffers(limits);
    Http1Reader reader = new Http1Reader(connection, buffers);
    Http1Writer writer = new Http1Writer(connection, buffers);
    try {
      RequestHead head = reader.readRequest();
      while (head != null) {
        writer.status(200, "OK").chunked().endHead();
        writer.write(head.methodName() + " " + head.target() + "\n");
        HttpBody body = reader.body();
        for (ByteBuffer part = body.next(); part != null; part = body.next()) {
          writer.write(part);
        }
        if (body.trailers() != null) {
          for (int i = 0; i < body.trailers().count(); i++) {
            writer.write("\n" + body.trailers().name(i) + "=" + body.trailers().value(i));
          }
        }
        writer.end();
        reader.release();
        head = reader.readRequest();
      }
    } catch (BadMessageException e) {
      writer.flush();
      writer.raw(ErrorPages.message(e.status()));
      writer.raw(ByteBuffer.wrap(e.kind().name().getBytes(StandardCharsets.US_ASCII)));
      reader.linger(20_000);
    }
  }

  private HttpHarness tell(HttpLimits limits) throws Exception {
    server = new HttpHarness(connection -> tell(connection, limits));
    return server;
  }

  /** The payload of all chunks of all responses. */
  private static String payload(String responses) {
    StringBuilder all = new StringBuilder();
    for (String response : responses.split("HTTP/1.1 200 OK\r\n")) {
      int at = response.indexOf("\r\n\r\n") + 4;
      while (at >= 4 && at < response.length()) {
        int eol = response.indexOf("\r\n", at);
        int size = Integer.parseInt(response.substring(at, eol), 16);
        all.append(response, eol + 2, eol + 2 + size);
        at = eol + 4 + size;
      }
      all.append(response.isEmpty() ? "" : "|");
    }
    return all.toString();
  }

  @Test
  void pipelinedRequestsComeOneAfterTheOther() throws Exception {
    String answers =
        tell(HttpLimits.DEFAULT)
            .exchange(
                "GET /1 HTTP/1.1\r\n\r\nPOST /2 HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc"
                    + "POST /3 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "2;x=\"y\"\r\nde\r\n1\r\nf\r\n0\r\nA: b\r\n\r\n\r\nGET /4 HTTP/1.1\r\n\r\n");
    assertEquals("GET /1\n|POST /2\nabc|POST /3\ndef\nA=b|GET /4\n|", payload(answers));
  }

  @Test
  void bytesMayComeOneAtATime() throws Exception {
    String text =
        "POST /3 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "2\r\nde\r\n1\r\nf\r\n0\r\nA: b\r\nC: d\r\n\r\nGET / HTTP/1.1\r\n\r\n";
    assertEquals(
        "POST /3\ndef\nA=b\nC=d|GET /\n|",
        payload(tell(HttpLimits.DEFAULT).exchange(text.split(""))));
  }

  @Test
  void aBodyMayBeLongerThanTheBuffer() throws Exception {
    String body = "0123456789".repeat(20_000);
    String answer =
        tell(SMALL)
            .exchange("POST / HTTP/1.1\r\nContent-Length: " + body.length() + "\r\n\r\n", body);
    assertEquals("POST /\n" + body + "|", payload(answer));
  }

  @Test
  void chunksOfAnySizeThroughASmallBuffer() throws Exception {
    Random random = new Random(7);
    tell(SMALL);
    for (int i = 0; i < 30; i++) {
      StringBuilder body = new StringBuilder();
      StringBuilder text =
          new StringBuilder("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n");
      int chunks = random.nextInt(20);
      for (int c = 0; c < chunks; c++) {
        String chunk = "x".repeat(random.nextInt(500)) + (char) ('a' + c);
        body.append(chunk);
        text.append(Integer.toHexString(chunk.length())).append(random.nextBoolean() ? "" : ";e");
        text.append("\r\n").append(chunk).append("\r\n");
      }
      text.append("0\r\nT: ").append("t".repeat(random.nextInt(400))).append("\r\n\r\n");
      int cut = random.nextInt(text.length());
      String answer = server.exchange(text.substring(0, cut), text.substring(cut));
      String told = payload(answer);
      assertTrue(told.startsWith("POST /\n" + body + "\nT=t") || told.contains("\nT="), told);
      assertTrue(told.contains(body), told);
    }
  }

  @Test
  void aHeadThatDoesNotFitIsTooLarge() throws Exception {
    String answer = tell(SMALL).exchange("GET /" + "x".repeat(SMALL.headSize()));
    assertTrue(answer.startsWith("HTTP/1.1 400 Bad request\r\n"), answer);
    assertTrue(answer.endsWith("TOO_LARGE"), answer);
  }

  @Test
  void aHeadThatJustFitsIsRead() throws Exception {
    // 48 bytes are HAProxy's, who counts 20 for the line, 1 for the end, and 8 for each of them.
    int most = SMALL.headSize() - 48 - 20 - 1 - 16 - "GET/HTTP/1.1".length();
    String target = "/" + "x".repeat(most);
    String rest = " HTTP/1.1\r\n\r\n";
    assertEquals("GET " + target + "\n|", payload(tell(SMALL).exchange("GET " + target + rest)));
    String answer = server.exchange("GET " + target + "x" + rest);
    assertTrue(answer.endsWith("TOO_LARGE"), answer);
  }

  @Test
  void trailersAreBoundedToo() throws Exception {
    String answer =
        tell(SMALL)
            .exchange(
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nA: " + "x".repeat(2000));
    assertTrue(answer.endsWith("TOO_LARGE"), answer);
  }

  @Test
  void aChunkSizeLineIsBounded() throws Exception {
    String answer =
        tell(SMALL)
            .exchange(
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1;" + "x".repeat(100_000));
    assertTrue(answer.endsWith("TOO_LARGE"), answer);
  }

  @Test
  void aStreamThatEndsTooEarlyIsTruncated() throws Exception {
    tell(HttpLimits.DEFAULT);
    for (String text :
        new String[] {
          "GET / HT",
          "POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nabc",
          "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc",
          "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nA: b"
        }) {
      assertTrue(server.exchange(text).endsWith("TRUNCATED"), text);
    }
  }

  @Test
  void badChunksAreRefused() throws Exception {
    tell(HttpLimits.DEFAULT);
    String head = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (String bad :
        new String[] {
          " 3\r\nabc",
          "\r\nabc",
          "x\r\n",
          "0x3\r\nabc",
          "-3\r\nabc",
          "3x\r\nabc",
          "3\rabc",
          "3\r\nabcd\r\n",
          "3\r\nabc0\r\n",
          "3\r\nabc\rx",
          "10000000000000\r\nabc",
          "fffffffffffff0\r\nabc",
          "0\r\nA\r\n\r\n",
          "3;a\rb\r\nabc",
          "3\nabc",
          "3 \nabc",
          "3;x\nabc",
          "3\r\nabc\n0\r\n\r\n",
          "3\r\nabc\r\n0\n\r\n",
          "0\r\n" + "t".repeat(256) + ": 1\r\n\r\n"
        }) {
      String answer = server.exchange(head + bad);
      assertTrue(answer.endsWith("INVALID"), bad + " gives " + answer);
    }
    for (String good :
        new String[] {
          "3\r\nabc\r\n0\r\n\r\n",
          "3\r\nabc\r\n0\r\n\n",
          "3 \t\r\nabc\r\n0\r\n\r\n",
          "3;x=\"\r\nabc\r\n0\r\n\r\n",
          "3;a\0b\r\nabc\r\n0\r\n\r\n",
          "00000000000000000003\r\nabc\r\n0\r\n\r\n"
        }) {
      assertEquals("POST /\nabc|", payload(server.exchange(head + good)), good);
    }
  }

  @Test
  void anIdleConnectionHoldsNoBuffer() throws Exception {
    MessageBuffers buffers = new MessageBuffers(HttpLimits.DEFAULT);
    server =
        new HttpHarness(
            connection -> {
              Http1Reader reader = new Http1Reader(connection, buffers);
              reader.readRequest();
              reader.release();
              ByteBuffer mark = buffers.take(connection);
              mark.put(0, (byte) 'm');
              buffers.give(connection, mark);
              reader.readRequest();
              connection.write(ByteBuffer.wrap(new byte[] {'k'}));
            });
    try (Socket socket = server.connect()) {
      OutputStream out = socket.getOutputStream();
      out.write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertEquals('k', socket.getInputStream().read());
    }
  }
}
