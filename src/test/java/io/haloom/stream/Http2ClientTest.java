package io.haloom.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Eventually;
import io.haloom.harness.H2Peer;
import io.haloom.harness.H2Peer.Answer;
import io.haloom.harness.H2Peer.Frame;
import io.haloom.harness.Peer;
import io.haloom.harness.Running;
import io.haloom.harness.Wire;
import io.haloom.http.h2.ErrorCode;
import io.haloom.http.h2.FrameHeader;
import io.haloom.http.h2.FrameType;
import io.haloom.http.h2.Settings;
import io.haloom.proxy.count.Counter;
import io.haloom.proxy.count.Counters;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that speak HTTP/2, whose server speaks HTTP/1. */
class Http2ClientTest {
  private static final int WAIT_MILLIS = 20_000;

  private Running balancer;
  private H2Peer client;

  @AfterEach
  void stop() throws IOException {
    if (client != null) {
      client.close();
    }
    if (balancer != null) {
      balancer.close();
    }
  }

  private void run(String global, String frontend, String rules) throws IOException {
    balancer =
        Running.of(
            """
            global
              %s
            defaults
              mode http
              timeout connect 5s
              timeout client 20s
              timeout server 20s
            frontend f
              bind 127.0.0.1:0 %s
              %s
              http-request return status 200 content-type text/plain lf-string "%%[req.body]" if { path /echo }
              http-request return status 200 content-type text/plain lf-string "%%[req.hdrs]" if { path /heads }
              default_backend b
            backend b
              http-request return status 200 content-type text/plain string ok
            """
                .formatted(global, frontend, rules));
    connect();
  }

  /** Before a server, but for a path that is answered here. */
  private void runBefore(String server) throws IOException {
    runBefore(server, "");
  }

  private void runBefore(String server, String rule) throws IOException {
    balancer =
        Running.of(
            """
            defaults
              mode http
              timeout connect 5s
              timeout client 20s
              timeout server 20s
            frontend f
              bind 127.0.0.1:0 proto h2
              http-request return status 200 content-type text/plain string ok if { path /ok }
              %s
              default_backend b
            backend b
              server s %s
            """
                .formatted(rule, server));
    connect();
  }

  private void connect() throws IOException {
    Socket socket = balancer.connect("f");
    socket.setSoTimeout(WAIT_MILLIS);
    client = H2Peer.client(socket).greet();
  }

  /** A setting as told, or its default. */
  private static int setting(Frame settings, int wanted) {
    ByteBuffer payload = ByteBuffer.wrap(settings.payload());
    int value = -1;
    while (payload.hasRemaining()) {
      int identifier = payload.getShort();
      int told = payload.getInt();
      value = identifier == wanted ? told : value;
    }
    return value;
  }

  @Test
  void settingsTellWhatTheConfigurationSays() throws IOException {
    run(
        """
        tune.h2.header-table-size 8192
          tune.h2.initial-window-size 70000
          tune.h2.max-concurrent-streams 7
          tune.bufsize 32768
          tune.h2.max-frame-size 20000
          h2-workaround-bogus-websocket-clients
        """,
        "proto h2",
        "");
    Frame settings = client.expect(FrameType.SETTINGS);
    assertEquals(8192, setting(settings, Settings.HEADER_TABLE_SIZE));
    assertEquals(70_000, setting(settings, Settings.INITIAL_WINDOW_SIZE));
    assertEquals(7, setting(settings, Settings.MAX_CONCURRENT_STREAMS));
    assertEquals(20_000, setting(settings, Settings.MAX_FRAME_SIZE));
    assertEquals(-1, setting(settings, Settings.ENABLE_CONNECT_PROTOCOL));
  }

  @Test
  void theDefaultsAreHaproxys() throws IOException {
    run("", "proto h2", "");
    Frame settings = client.expect(FrameType.SETTINGS);
    assertEquals(12, settings.payload().length);
    assertEquals(100, setting(settings, Settings.MAX_CONCURRENT_STREAMS));
    assertEquals(1, setting(settings, Settings.ENABLE_CONNECT_PROTOCOL));
  }

  @Test
  void aClientMayGoOverToItByItsPreface() throws IOException {
    run("", "", "");
    assertEquals("ok", client.get(1, "/").answer(1).body());
    assertEquals("ok", client.get(3, "/").answer(3).body());
  }

  @Test
  void halfAPrefaceIsARequestThatIsRefused() throws IOException {
    run("", "", "");
    try (Socket socket = balancer.connect("f")) {
      socket.setSoTimeout(WAIT_MILLIS);
      socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      assertEquals("HTTP/1.1 400", new String(in.readNBytes(12), StandardCharsets.US_ASCII));
    }
  }

  @Test
  void orMayNot() throws IOException {
    run("", "", "option disable-h2-upgrade");
    try (Socket socket = balancer.connect("f")) {
      socket.setSoTimeout(WAIT_MILLIS);
      H2Peer.client(socket).greet();
      InputStream in = socket.getInputStream();
      assertEquals("HTTP/1.1 400", new String(in.readNBytes(12), StandardCharsets.US_ASCII));
    }
  }

  @Test
  void whatClientsSayIsWhatRulesSee() throws IOException {
    run("", "proto h2", "http-request return hdr x \"%[method] %[url] %[req.ver]\" if { path /f }");
    client.headers(
        1,
        FrameHeader.END_STREAM,
        ":method: GET",
        ":scheme: https",
        ":path: /f?g",
        ":authority: h.example",
        "cookie: a=1",
        "x: y",
        "cookie: b=2");
    assertTrue(
        client.answer(1).fields().contains("x: GET https://h.example/f?g 2.0"), "the target");
    client.headers(
        3,
        FrameHeader.END_STREAM,
        ":method: GET",
        ":scheme: https",
        ":path: /heads",
        ":authority: h.example",
        "cookie: a=1",
        "x: y",
        "cookie: b=2");
    assertEquals(
        "host: h.example%0D%0Ax: y%0D%0Acookie: a=1; b=2%0D%0A%0D%0A", client.answer(3).body());
  }

  /** One that is reset, and one that waits, are nothing to the third. */
  @Test
  void requestsAreIndependent() throws IOException {
    try (Peer silent = Peer.of(socket -> socket.getInputStream().read(new byte[100_000]))) {
      runBefore(silent.address());
      client.get(1, "/wait").get(3, "/wait").reset(3, ErrorCode.CANCEL).get(5, "/ok");
      assertEquals("ok", client.answer(5).body());
      client.reset(1, ErrorCode.CANCEL).ping(1).expect(FrameType.PING);
    }
  }

  /** The body is larger than both windows, so that both are told of more. */
  @Test
  void largeBodiesGoBothWays() throws IOException {
    try (Peer echo = Peer.of(Http2ClientTest::echoBody)) {
      runBefore(echo.address());
      int parts = 40;
      client.settings(Settings.INITIAL_WINDOW_SIZE, 1_000_000).windowUpdate(0, 1_000_000);
      client.headers(
          1, 0, ":method: POST", ":scheme: http", ":path: /", ":authority: h", "expect-nothing: 1");
      String part = "0123456789".repeat(1000);
      int window = Settings.DEFAULT_WINDOW;
      int connection = Settings.DEFAULT_WINDOW;
      for (int i = 0; i < parts; i++) {
        while (window < part.length() || connection < part.length()) {
          Frame update = client.expect(FrameType.WINDOW_UPDATE);
          int more = ByteBuffer.wrap(update.payload()).getInt();
          window += update.stream() == 1 ? more : 0;
          connection += update.stream() == 0 ? more : 0;
        }
        client.data(1, i == parts - 1 ? FrameHeader.END_STREAM : 0, part);
        window -= part.length();
        connection -= part.length();
      }
      Answer answer = client.answer(1);
      assertEquals("200", answer.status());
      assertEquals(parts * part.length(), answer.body().length());
    }
  }

  /** Reads a body in chunks, and answers with it. */
  private static void echoBody(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder all = new StringBuilder();
    byte[] buffer = new byte[65_536];
    while (!all.toString().endsWith("\r\n0\r\n\r\n")) {
      int count = in.read(buffer);
      if (count < 0) {
        return;
      }
      all.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
    }
    String body =
        all.substring(all.indexOf("\r\n\r\n") + 4).replaceAll("(?m)^[0-9A-Fa-f]{1,5}\r\n", "");
    body = body.replace("\r\n", "");
    String head = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n";
    socket.getOutputStream().write((head + body).getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void aSoftStopSaysGoAway() throws IOException {
    run("", "proto h2", "");
    assertEquals("ok", client.get(1, "/").answer(1).body());
    balancer.haloom().softStop();
    assertEquals(ErrorCode.NO_ERROR, client.expect(FrameType.GOAWAY).code());
    assertEquals(null, client.read());
  }

  @Test
  void silenceBetweenRequestsHasItsTimeout() throws IOException {
    run("", "proto h2", "timeout http-keep-alive 50ms");
    assertEquals("ok", client.get(1, "/").answer(1).body());
    client.expectGoAway(ErrorCode.NO_ERROR);
  }

  @Test
  void whatIsRejectedEndsItsConnection() throws IOException {
    run("", "proto h2", "http-request reject if { path /reject }");
    client.get(1, "/reject").expectReset(1, ErrorCode.ENHANCE_YOUR_CALM);
    client.expectGoAway(ErrorCode.ENHANCE_YOUR_CALM);
  }

  @Test
  void whatIsNoRequestIsLoggedAllTheSame() throws Exception {
    run(
        "log $log local0",
        "proto h2",
        "log global\n  log-format \"%ST %ts %[fc_http_major] %B %U %r\"");
    client.get(1, "nowhere").expectReset(1, ErrorCode.PROTOCOL_ERROR);
    assertEquals("0 PR 2 0 0 <BADREQ>", balancer.log().next());
    client.get(3, "/").answer(3);
    assertEquals("200 LR 2 73 62 GET http://localhost/ HTTP/2.0", balancer.log().next());
  }

  @Test
  void whatIsCounted() throws IOException {
    run("", "proto h2", "");
    client.get(1, "/").answer(1);
    client.headers(3, 0, ":method: POST", ":scheme: http", ":path: /echo", ":authority: h");
    client.data(3, FrameHeader.END_STREAM, "body").answer(3);
    Counters counters = balancer.haloom().runtime().frontends().iterator().next().counters();
    assertEquals(2, counters.get(Counter.H2_HEADERS_RECEIVED));
    // The answer may be there before the body is.
    Eventually.await(() -> counters.get(Counter.H2_DATA_RECEIVED) == 1);
    assertEquals(2, counters.get(Counter.H2_STREAMS));
    assertEquals(1, counters.get(Counter.H2_CONNECTIONS));
    assertEquals(1, counters.get(Counters.H2_OPEN_CONNECTIONS));
  }

  @Test
  void aWebSocketIsATunnel() throws IOException {
    try (Peer server = Peer.of(Http2ClientTest::webSocket)) {
      runBefore(server.address());
      client.headers(
          1,
          0,
          ":method: CONNECT",
          ":protocol: websocket",
          ":scheme: https",
          ":path: /chat",
          ":authority: h");
      Frame head = client.expect(FrameType.HEADERS);
      assertEquals(":status: 200", client.fields(head).get(0));
      client.data(1, 0, "there");
      assertEquals("there and back", client.expect(FrameType.DATA).text());
    }
  }

  /** The key and its answer are those of RFC 6455, section 1.3, but computed. */
  private static void webSocket(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      head.append((char) in.read());
    }
    String key = head.toString().replaceAll("(?s).*sec-websocket-key: ([^\r]*).*", "$1");
    String accept = accept(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11");
    String answer =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: "
            + accept
            + "\r\n\r\n";
    socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
    byte[] said = in.readNBytes(5);
    String back = new String(said, StandardCharsets.US_ASCII) + " and back";
    socket.getOutputStream().write(back.getBytes(StandardCharsets.US_ASCII));
    in.read();
  }

  private static String accept(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whoever asks again when the stream has ended finds the server's connection idle. */
  @Test
  void anAnswerWithoutItsBodyEndsWhenTheServersHasEnded() throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    try (Peer server =
        Peer.of(
            connection -> {
              Wire.head(connection);
              Wire.say(connection, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nab");
              try {
                seen.await();
              } catch (InterruptedException e) {
                throw new IOException(e);
              }
              Wire.say(connection, "cd");
              Wire.head(connection);
            })) {
      runBefore(server.address(), "http-request set-method GET");
      client.headers(
          1, FrameHeader.END_STREAM, ":method: HEAD", ":scheme: http", ":path: /", ":authority: a");
      Frame head = client.expect(FrameType.HEADERS);
      assertEquals(false, head.isEndStream());
      seen.countDown();
      Frame end = client.expect(FrameType.DATA);
      assertEquals("true ", end.isEndStream() + " " + end.text());
    }
  }
}
