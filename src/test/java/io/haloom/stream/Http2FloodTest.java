package io.haloom.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Eventually;
import io.haloom.harness.H2Peer;
import io.haloom.harness.H2Peer.Frame;
import io.haloom.harness.Running;
import io.haloom.http.h2.ErrorCode;
import io.haloom.http.h2.FrameHeader;
import io.haloom.http.h2.FrameType;
import io.haloom.http.h2.Settings;
import io.haloom.proxy.count.Counter;
import io.haloom.proxy.count.Counters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients of HTTP/2 that only cost: each is told to calm down, and costs others nothing. */
class Http2FloodTest {
  private static final int WAIT_MILLIS = 20_000;
  private static final int MANY = 20_000;

  /** What bears a fifth of the others is sent so often. */
  private static final int FEW = 3000;

  private Running balancer;
  private H2Peer client;

  @AfterEach
  void stop() throws IOException {
    if (client != null) {
      client.close();
    }
    balancer.close();
  }

  private void run(String frontend) throws IOException {
    run("", frontend);
  }

  private void run(String global, String frontend) throws IOException {
    balancer =
        Running.of(
            """
            global
              log $log local0
              tune.rcvbuf.client 65536
              tune.sndbuf.client 65536
              %s
            defaults
              mode http
              timeout connect 5s
              timeout client 20s
              timeout server 20s
            frontend f
              log global
              log-format "%%ST %%ts %%r"
              bind 127.0.0.1:0 proto h2
              %s
              http-request set-log-level silent if TRUE
              http-request wait-for-body time 20s if { path /wait }
              http-request return status 204 if { path /none }
              http-request return status 200 content-type text/plain string ok
            """
                .formatted(global, frontend));
    client = connect();
  }

  private H2Peer connect() throws IOException {
    Socket socket = balancer.connect("f");
    socket.setSoTimeout(WAIT_MILLIS);
    return H2Peer.client(socket).greet();
  }

  private Counters counters() {
    return balancer.haloom().runtime().frontend("f").counters();
  }

  /** Frames are encoded for the client, and not sent yet. */
  private byte[] flood(String kind) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < (kind.matches("settings|reset|malformed|late|refused") ? FEW : MANY); i++) {
      all.writeBytes(one(kind, 2 * i + 1));
    }
    return all.toByteArray();
  }

  private byte[] one(String kind, int stream) {
    byte[] none = {};
    byte[] four = {0, 0, 0, 1};
    return switch (kind) {
      case "ping" -> bytes(FrameType.PING, 0, 0, new byte[8]);
      case "pong" -> bytes(FrameType.PING, FrameHeader.ACK, 0, new byte[8]);
      case "settings" -> bytes(FrameType.SETTINGS, 0, 0, none);
      case "acknowledgement" -> bytes(FrameType.SETTINGS, FrameHeader.ACK, 0, none);
      case "priority" -> bytes(FrameType.PRIORITY, 0, 7, new byte[5]);
      case "window" -> bytes(FrameType.WINDOW_UPDATE, 0, 0, four);
      case "unknown" -> H2Peer.bytes(0x42, 0, 0, none);
      case "empty" -> stream == 1 ? head(1, 0, "/wait") : bytes(FrameType.DATA, 0, 1, none);
      case "continuation" ->
          stream == 1
              ? bytes(FrameType.HEADERS, 0, 1, client.block(":method: GET"))
              : bytes(FrameType.CONTINUATION, 0, 1, none);
      case "reset" ->
          joined(head(stream, 0, "/wait"), bytes(FrameType.RST_STREAM, 0, stream, four));
      case "malformed" -> head(stream, FrameHeader.END_STREAM, "nowhere");
      case "late" -> stream == 1 ? head(1, 1, "/") : bytes(FrameType.DATA, 0, 1, new byte[1]);
      case "refused" -> head(stream, FrameHeader.END_STREAM, "/");
      default -> throw new AssertionError(kind);
    };
  }

  private static byte[] bytes(FrameType type, int flags, int stream, byte[] payload) {
    return H2Peer.bytes(type.code(), flags, stream, payload);
  }

  private static byte[] joined(byte[] one, byte[] other) {
    return ByteBuffer.allocate(one.length + other.length).put(one).put(other).array();
  }

  private byte[] head(int stream, int flags, String path) {
    byte[] block =
        client.block(":method: POST", ":scheme: http", ":path: " + path, ":authority: h");
    return bytes(FrameType.HEADERS, flags | FrameHeader.END_HEADERS, stream, block);
  }

  @ParameterizedTest
  @CsvSource({
    "ping",
    "pong",
    "settings",
    "acknowledgement",
    "priority",
    "window",
    "unknown",
    "empty",
    "continuation",
    "reset",
    "malformed",
    "late"
  })
  void aFloodEndsItsConnection(String kind) throws IOException {
    run("");
    client.raw(flood(kind));
    assertCalmed();
    assertEquals(1, counters().get(Counter.H2_CONNECTION_ERRORS));
    try (H2Peer other = connect()) {
      assertEquals("200", other.get(1, "/").answer(1).status());
    }
    Eventually.await(() -> counters().get(Counters.H2_OPEN_STREAMS) == 0);
  }

  /** All that comes before GOAWAY is left aside, and so is how the connection ends then. */
  private void assertCalmed() throws IOException {
    Frame frame = client.read();
    while (frame != null && frame.type() != FrameType.GOAWAY) {
      frame = client.read();
    }
    assertTrue(frame != null, "no GOAWAY");
    assertEquals(ErrorCode.ENHANCE_YOUR_CALM, frame.code());
  }

  @Test
  void aFloodIsLogged() throws IOException {
    run("");
    client.raw(flood("ping"));
    assertEquals("0 PR <BADREQ>", balancer.log().next());
  }

  /** What is told to leave and goes on asking. */
  @Test
  void whoIsToLeaveMayNotGoOnForEver() throws IOException {
    run("http-request reject if { path /no }");
    client.headers(
        1,
        FrameHeader.END_STREAM,
        ":method: GET",
        ":scheme: http",
        ":path: /wait",
        ":authority: h");
    client.get(3, "/no").expect(FrameType.GOAWAY);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 2; i < FEW; i++) {
      all.writeBytes(head(2 * i + 1, FrameHeader.END_STREAM, "/"));
    }
    try {
      client.raw(all.toByteArray());
    } catch (SocketException e) {
      // It has gone already.
      return;
    }
    assertEquals(null, lastFrame());
  }

  private Frame lastFrame() throws IOException {
    Frame frame = client.read();
    while (frame != null) {
      frame = client.read();
    }
    return frame;
  }

  /** Requests and their answers are no flood, however many, nor are windows that are told of. */
  @Test
  void whatIsOfUseIsNoFlood() throws IOException {
    run("");
    for (int i = 0; i < FEW; i++) {
      int stream = 2 * i + 1;
      client.get(stream, "/");
      for (int update = 0; update < 8; update++) {
        client.windowUpdate(0, 1);
      }
      assertEquals("200", client.answer(stream).status());
    }
  }

  /** Every second stream is given up by the client before it is answered. */
  @Test
  void someStreamsMayBeGivenUp() throws IOException {
    run("");
    for (int i = 0; i < FEW; i++) {
      int stream = 4 * i + 1;
      client.raw(one("reset", stream)).get(stream + 2, "/");
      assertEquals("200", client.answer(stream + 2).status());
    }
  }

  /**
   * Nothing that is answered is ever read: what waits to be sent is bounded, so nothing more is
   * taken, and in the end the client is too slow.
   */
  @Test
  void answersThatNobodyReadsAreBounded() throws IOException {
    run("tune.h2.max-concurrent-streams 10000", "timeout client 500ms");
    int wanted = 200_000;
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(4096);
      socket.setSendBufferSize(65_536);
      socket.connect(new InetSocketAddress("127.0.0.1", balancer.port("f")));
      H2Peer deaf = H2Peer.client(socket).greet();
      byte[] block = deaf.block(":method: GET", ":scheme: http", ":path: /none", ":authority: h");
      int sent = askUntilGone(deaf, block, wanted);
      assertTrue(sent < wanted, "" + sent);
    }
    Eventually.await(() -> counters().get(Counters.H2_OPEN_STREAMS) == 0);
    assertTrue(counters().get(Counter.H2_STREAMS) < wanted);
  }

  private static int askUntilGone(H2Peer deaf, byte[] block, int wanted) throws IOException {
    int flags = FrameHeader.END_STREAM | FrameHeader.END_HEADERS;
    int sent = 0;
    try {
      while (sent < wanted) {
        ByteArrayOutputStream some = new ByteArrayOutputStream();
        for (int i = 0; i < 1000; i++) {
          some.writeBytes(bytes(FrameType.HEADERS, flags, 2 * sent++ + 1, block));
        }
        deaf.raw(some.toByteArray());
      }
    } catch (SocketException e) {
      return sent;
    }
    return sent;
  }

  /** A stream that may not be sent waits for its client alone, and only so long. */
  @Test
  void aWindowOfNothingHoldsUpNobody() throws IOException {
    run("timeout client 200ms");
    client.settings(Settings.INITIAL_WINDOW_SIZE, 0).get(1, "/");
    client.get(3, "/none");
    assertEquals("204", client.answer(3).status());
    Frame end = client.answer(1).end();
    assertEquals(FrameType.RST_STREAM, end.type());
  }
}
