package io.haloom.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.H2Peer.Frame;
import io.haloom.harness.Peer;
import io.haloom.harness.Running;
import io.haloom.harness.Wire;
import io.haloom.http.h2.FrameHeader;
import io.haloom.http.h2.FrameType;
import io.haloom.http.h2.Settings;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What servers that speak HTTP/2 are sent, and what becomes of what they say. */
class Http2ServerTest extends Http2ServerWorld {
  // --- messages --------------------------------------------------------------------------------

  @Test
  void requestsGoAsHaproxySendsThem() throws Exception {
    run(
        "",
        "",
        peer -> {
          peer.greet();
          Frame head = peer.expect(FrameType.HEADERS);
          seen.add(head.isEndStream() + " " + peer.fields(head));
          peer.headers(
              1, FrameHeader.END_STREAM, ":status: 204", "server: x", "set-cookie: a", "x: 1");
        });
    try (Socket client = client()) {
      Wire.say(
          client,
          "GET /a?b HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive, x\r\nX: 1\r\n"
              + "TE: trailers, gzip\r\nCookie: a=b; c=d\r\nKeep-Alive: 1\r\n\r\n");
      assertEquals(
          "HTTP/1.1 204 No Content\r\nserver: x\r\nset-cookie: a\r\nx: 1\r\n\r\n", answer(client));
    }
    assertEquals("connected", next());
    assertEquals(
        "true [:method: GET, :scheme: https, :path: /a?b, host: localhost, x: 1, te: trailers,"
            + " cookie: a=b; c=d]",
        next());
    assertTrue(balancer.log().next().contains(" b/s "));
  }

  @Test
  void anAbsoluteTargetHasItsAuthority() throws Exception {
    run(
        "",
        "",
        peer -> {
          peer.greet();
          seen.add(peer.fields(peer.expect(FrameType.HEADERS)).toString());
          answer(peer, 1, "");
        });
    try (Socket client = client()) {
      Wire.say(client, "GET http://a.example HTTP/1.1\r\nHost: a.example\r\n\r\n");
      assertTrue(answer(client).startsWith("HTTP/1.1 200 "));
    }
    next();
    assertEquals("[:method: GET, :scheme: http, :authority: a.example, :path: /]", next());
  }

  @Test
  void bodiesAndTrailersGoBothWays() throws Exception {
    run(
        "",
        "",
        peer -> {
          peer.greet();
          peer.expect(FrameType.HEADERS);
          StringBuilder body = new StringBuilder();
          Frame frame = peer.expect(FrameType.DATA);
          while (frame.type() == FrameType.DATA) {
            body.append(frame.text());
            frame = peer.read();
          }
          seen.add(body + " " + frame.type() + " " + peer.fields(frame) + frame.isEndStream());
          peer.headers(1, 0, ":status: 200");
          peer.data(1, 0, "first ").data(1, 0, "second");
          peer.headers(1, FrameHeader.END_STREAM, "x-end: 1");
        });
    try (Socket client = client()) {
      Wire.say(
          client,
          "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
              + "3\r\nabc\r\n0\r\nX-Sum: 3\r\n\r\n");
      String head = answer(client);
      assertTrue(head.contains("transfer-encoding: chunked\r\n"), head);
      StringBuilder body = new StringBuilder();
      while (!body.toString().endsWith("\r\n\r\n")) {
        body.append((char) client.getInputStream().read());
      }
      assertTrue(body.toString().endsWith("\r\n0\r\nx-end: 1\r\n\r\n"), body.toString());
    }
    next();
    assertEquals("abc HEADERS [x-sum: 3]true", next());
  }

  @Test
  void aBodyWaitsForTheServersWindow() throws Exception {
    run(
        "",
        "",
        peer -> {
          peer.greet(Settings.INITIAL_WINDOW_SIZE, 5);
          peer.expect(FrameType.HEADERS);
          seen.add(peer.expect(FrameType.DATA).text());
          peer.windowUpdate(1, 2);
          seen.add(peer.expect(FrameType.DATA).text());
          peer.windowUpdate(1, 100);
          Frame last = peer.expect(FrameType.DATA);
          seen.add(last.text() + last.isEndStream());
          answer(peer, 1, "ok");
        });
    try (Socket client = client()) {
      Wire.say(
          client, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n0123456789");
      assertTrue(answer(client).endsWith("\r\n\r\nok"));
    }
    next();
    assertEquals("01234", next());
    assertEquals("56", next());
    assertEquals("789true", next());
  }

  @Test
  void whatTheServerSendsIsBoundedByWindowsThatAreToldAgain() throws Exception {
    String part = "x".repeat(16_000);
    run(
        "",
        "",
        peer -> {
          peer.greet();
          peer.expect(FrameType.HEADERS);
          peer.headers(1, 0, ":status: 200", "content-length: " + 20 * part.length());
          int[] windows = {65_535, 65_535};
          for (int i = 0; i < 20; i++) {
            while (Math.min(windows[0], windows[1]) < part.length()) {
              Frame update = peer.expect(FrameType.WINDOW_UPDATE);
              windows[update.stream()] += update.number(0);
            }
            windows[0] -= part.length();
            windows[1] -= part.length();
            peer.data(1, i == 19 ? FrameHeader.END_STREAM : 0, part);
          }
        });
    try (Socket client = client()) {
      Wire.say(client, GET);
      String answer = answer(client);
      assertTrue(answer.endsWith("\r\n\r\n" + part.repeat(20)));
    }
  }

  @Test
  void interimResponsesPass() throws Exception {
    run(
        "",
        "",
        peer -> {
          peer.greet();
          peer.expect(FrameType.HEADERS);
          peer.headers(1, 0, ":status: 103", "link: </a>");
          answer(peer, 1, "ok");
        });
    try (Socket client = client()) {
      Wire.say(client, GET);
      assertEquals("HTTP/1.1 103 Informational\r\nlink: </a>\r\n\r\n", answer(client));
      assertTrue(answer(client).endsWith("\r\n\r\nok"));
    }
  }

  @Test
  void aHeadHasNoBodyThoughItTellsALength() throws Exception {
    run(
        "",
        "",
        peer -> {
          peer.greet();
          peer.expect(FrameType.HEADERS);
          peer.headers(1, FrameHeader.END_STREAM, ":status: 200", "content-length: 5");
        });
    try (Socket client = client()) {
      Wire.say(client, "HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      String all = new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertEquals("HTTP/1.1 200 OK\r\ncontent-length: 5\r\nconnection: close\r\n\r\n", all);
    }
  }

  /** Its stream is over when the server has said so, and not reset before. */
  @Test
  void anAnswerWithoutABodyMayEndLater() throws Exception {
    run(
        "",
        "",
        peer -> {
          peer.greet();
          for (int stream = 1; stream < 6; stream += 2) {
            Frame head = peer.expect(FrameType.HEADERS);
            peer.fields(head);
            assertEquals(stream, head.stream());
            String status = stream == 1 ? "200" : stream == 3 ? "304" : "204";
            peer.headers(stream, 0, ":status: " + status);
            peer.data(stream, FrameHeader.END_STREAM, "");
          }
          for (Frame frame = peer.read(); frame != null; frame = peer.read()) {
            seen.add(frame.type().toString());
          }
        });
    try (Socket client = client()) {
      Wire.say(client, "HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertTrue(answer(client).startsWith("HTTP/1.1 200 "));
      Wire.say(client, GET);
      assertTrue(answer(client).startsWith("HTTP/1.1 304 "));
      Wire.say(client, GET);
      assertTrue(answer(client).startsWith("HTTP/1.1 204 "));
    }
    stop();
    assertEquals("connected", next());
    assertEquals(false, seen.contains("RST_STREAM"));
  }

  // --- other protocols -------------------------------------------------------------------------

  @Test
  void aWebSocketIsAskedForByExtendedConnect() throws Exception {
    run(
        "",
        "",
        peer -> {
          peer.greet(Settings.ENABLE_CONNECT_PROTOCOL, 1);
          Frame head = peer.expect(FrameType.HEADERS);
          seen.add(head.isEndStream() + " " + peer.fields(head));
          peer.headers(1, 0, ":status: 200");
          peer.data(1, 0, "hello");
          Frame data = peer.expect(FrameType.DATA);
          seen.add(data.text());
          peer.data(1, FrameHeader.END_STREAM, "bye");
        });
    try (Socket client = client()) {
      Wire.say(
          client,
          "GET /chat HTTP/1.1\r\nHost: localhost\r\nConnection: upgrade\r\nUpgrade: websocket\r\n"
              + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
      String head = answer(client);
      assertTrue(head.startsWith("HTTP/1.1 101 "), head);
      assertTrue(head.contains("sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"), head);
      assertEquals(
          "hello", new String(client.getInputStream().readNBytes(5), StandardCharsets.ISO_8859_1));
      Wire.say(client, "frame");
      assertEquals(
          "bye", new String(client.getInputStream().readNBytes(3), StandardCharsets.ISO_8859_1));
    }
    next();
    assertEquals(
        "false [:method: CONNECT, :scheme: https, :authority: localhost, :path: /chat, :protocol:"
            + " websocket, sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==]",
        next());
    assertEquals("frame", next());
  }

  @Test
  void aServerThatKnowsNoExtendedConnectIsNotAsked() throws Exception {
    run(
        "",
        "",
        peer -> {
          peer.greet();
          Frame reset = peer.expect(FrameType.RST_STREAM);
          seen.add(reset.stream() + " " + reset.code());
        });
    try (Socket client = client()) {
      Wire.say(
          client, "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n");
      assertTrue(answer(client).startsWith("HTTP/1.1 502 "));
    }
    next();
    assertEquals("1 INTERNAL_ERROR", next());
  }

  @Test
  void connectOpensATunnel() throws Exception {
    run(
        "",
        "",
        peer -> {
          peer.greet();
          Frame head = peer.expect(FrameType.HEADERS);
          seen.add(head.isEndStream() + " " + peer.fields(head));
          peer.headers(1, 0, ":status: 200");
          seen.add(peer.expect(FrameType.DATA).text());
          peer.data(1, FrameHeader.END_STREAM, "pong");
        });
    try (Socket client = client()) {
      Wire.say(client, "CONNECT a.example:443 HTTP/1.1\r\nHost: a.example:443\r\n\r\n");
      assertTrue(answer(client).startsWith("HTTP/1.1 200 "));
      Wire.say(client, "ping");
      assertEquals(
          "pong", new String(client.getInputStream().readNBytes(4), StandardCharsets.ISO_8859_1));
    }
    next();
    assertEquals("false [:method: CONNECT, :authority: a.example:443]", next());
    assertEquals("ping", next());
  }

  @Test
  void aWebSocketMayGoInHttp1ThoughAllElseDoesNot() throws Exception {
    server =
        Peer.of(
            connection -> {
              seen.add(Wire.head(connection));
              Wire.say(
                  connection,
                  "HTTP/1.1 101 x\r\nConnection: upgrade\r\nUpgrade: websocket\r\n"
                      + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n");
            });
    balancer =
        Running.of(
            """
            defaults
              mode http
              timeout connect 5s
              timeout client 20s
              timeout server 20s
            listen f
              bind 127.0.0.1:0
              server s %s proto h2 ws h1
            """
                .formatted(server.address()));
    try (Socket client = client()) {
      Wire.say(
          client,
          "GET /chat HTTP/1.1\r\nHost: localhost\r\nConnection: upgrade\r\nUpgrade: websocket\r\n"
              + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
      assertTrue(answer(client).startsWith("HTTP/1.1 101 "));
    }
    assertTrue(next().startsWith("GET /chat HTTP/1.1\r\n"));
  }

  // --- checks ----------------------------------------------------------------------------------

  @Test
  void aConnectRuleSaysWhatACheckSpeaks() throws Exception {
    run(
        "",
        "timeout check 10s\n  option httpchk\n  http-check connect proto h2\n"
            + "  http-check send meth GET uri /r\n",
        "check inter 50ms",
        peer -> {
          peer.greet();
          Frame head = peer.expect(FrameType.HEADERS);
          seen.add(peer.fields(head).toString());
          answer(peer, head.stream(), "ok");
        });
    assertEquals("connected", next());
    assertEquals("[:method: GET, :scheme: https, :path: /r]", next());
  }

  @Test
  void checksSpeakIt() throws Exception {
    AtomicInteger checks = new AtomicInteger();
    run(
        "",
        "timeout check 10s\n  option httpchk\n"
            + "  http-check send meth POST uri /c hdr host a body text\n"
            + "  http-check expect string fine",
        "check inter 50ms fall 1 check-proto h2",
        peer -> {
          peer.greet();
          Frame head = peer.expect(FrameType.HEADERS);
          Frame body = peer.expect(FrameType.DATA);
          seen.add(peer.fields(head) + " " + body.text() + " " + body.isEndStream());
          answer(peer, head.stream(), checks.getAndIncrement() > 0 ? "bad" : "fine");
        });
    assertEquals("connected", next());
    assertEquals(
        "[:method: POST, :scheme: https, :path: /c, host: a, content-length: 4] text true", next());
    String event = balancer.log().next();
    while (!event.contains("is DOWN")) {
      event = balancer.log().next();
    }
    assertTrue(event.contains("b/s is DOWN, reason: Layer7 invalid response"), event);
  }
}
