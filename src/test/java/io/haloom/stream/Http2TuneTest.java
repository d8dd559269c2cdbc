package io.haloom.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.H2Peer;
import io.haloom.harness.H2Peer.Frame;
import io.haloom.harness.Wire;
import io.haloom.http.h2.ErrorCode;
import io.haloom.http.h2.FrameHeader;
import io.haloom.http.h2.FrameType;
import io.haloom.http.h2.Settings;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What {@code tune.h2.fe} and {@code tune.h2.be} say of the connections of one side. */
class Http2TuneTest extends Http2ServerWorld {

  private H2Peer clientOfH2() throws IOException {
    return H2Peer.client(client()).greet();
  }

  private static Map<Integer, Integer> told(Frame settings) {
    Map<Integer, Integer> told = new TreeMap<>();
    ByteBuffer payload = ByteBuffer.wrap(settings.payload());
    while (payload.hasRemaining()) {
      told.put((int) payload.getShort(), payload.getInt());
    }
    return told;
  }

  /** The server tells what it was told. */
  private void tell(H2Peer peer) throws IOException {
    peer.greet();
    Map<Integer, Integer> told = told(peer.expect(FrameType.SETTINGS));
    seen.add(
        told.get(Settings.INITIAL_WINDOW_SIZE) + " " + told.get(Settings.MAX_CONCURRENT_STREAMS));
    Frame head = peer.expect(FrameType.HEADERS);
    peer.fields(head);
    answer(peer, head.stream(), "ok");
  }

  private void assertTold(String clients, String servers) throws Exception {
    run("proto h2", "", this::tell);
    try (H2Peer client = clientOfH2()) {
      Map<Integer, Integer> told = told(client.expect(FrameType.SETTINGS));
      assertEquals(
          clients,
          told.get(Settings.INITIAL_WINDOW_SIZE) + " " + told.get(Settings.MAX_CONCURRENT_STREAMS));
      assertEquals("ok", client.get(1, "/").answer(1).body());
    }
    assertEquals("connected", next());
    assertEquals(servers, next());
  }

  @Test
  void eachSideHasItsOwn() throws Exception {
    global =
        """
        tune.h2.fe.initial-window-size 70001
          tune.h2.be.initial-window-size 70002
          tune.h2.fe.max-concurrent-streams 11
          tune.h2.be.max-concurrent-streams 12
          tune.h2.initial-window-size 70000
          tune.h2.max-concurrent-streams 10
        """;
    assertTold("70001 11", "70002 12");
  }

  @Test
  void whatIsNotSaidOfASideIsSaidOfBoth() throws Exception {
    global =
        """
        tune.h2.initial-window-size 70000
          tune.h2.max-concurrent-streams 10
          tune.h2.be.max-concurrent-streams 0
        """;
    assertTold("70000 10", "70000 10");
  }

  /** Where one request is the most, another one has a connection of its own. */
  @Test
  void aConnectionToAServerCarriesSoMany() throws Exception {
    global = "tune.h2.be.max-concurrent-streams 1";
    run(
        "proto h2",
        "",
        peer -> {
          peer.greet();
          peer.fields(peer.expect(FrameType.HEADERS));
          // The other one is there, too, before this one is answered.
          while (seen.size() < 2) {
            Thread.onSpinWait();
          }
          answer(peer, 1, "ok");
        });
    try (H2Peer client = clientOfH2()) {
      client.get(1, "/").get(3, "/");
      assertEquals(Map.of(1, "ok", 3, "ok"), bodies(client, 2));
    }
  }

  // --- streams in all --------------------------------------------------------------------------

  @Test
  void afterSoManyStreamsAClientIsToldToLeave() throws Exception {
    global = "tune.h2.fe.max-total-streams 2\n  tune.h2.fe.max-concurrent-streams 3";
    run("proto h2", "timeout client 20s", this::serve);
    try (H2Peer client = clientOfH2()) {
      assertEquals("s1", client.get(1, "/").answer(1).body());
      client.get(3, "/");
      Frame leave = client.expect(FrameType.GOAWAY);
      assertEquals("9 NO_ERROR", leave.number(0) + " " + leave.code());
      // What it had sent before it knew is answered all the same.
      for (int stream = 5; stream <= 9; stream += 2) {
        assertEquals("200", client.get(stream, "/").answer(stream).status());
      }
      client.get(11, "/").expectGoAway(ErrorCode.ENHANCE_YOUR_CALM);
    }
  }

  // --- glitches --------------------------------------------------------------------------------

  @Test
  void whatClientsShouldNotDoIsCounted() throws Exception {
    global = "tune.h2.fe.glitches-threshold 5";
    run(
        "proto h2",
        "http-response set-header x-glitches %[fc_glitches]",
        peer -> {
          peer.greet();
          for (Frame frame = peer.read(); frame != null; frame = peer.read()) {
            peer.answer(frame);
            if (frame.type() == FrameType.HEADERS) {
              peer.headers(frame.stream(), FrameHeader.END_STREAM, ":status: 204");
            }
          }
        });
    try (H2Peer client = clientOfH2()) {
      assertGlitches(client, 1, 0);
      client.get(3, "nowhere").expectReset(3, ErrorCode.PROTOCOL_ERROR);
      assertGlitches(client, 5, 1);
      client.data(5, 0, "late").expectReset(5, ErrorCode.STREAM_CLOSED);
      assertGlitches(client, 7, 2);
      client.settings(Settings.INITIAL_WINDOW_SIZE, 100);
      assertGlitches(client, 9, 3);
      byte[] block = client.block(":method: GET", ":scheme: http", ":path: /", ":authority: h");
      client.frame(FrameType.HEADERS, FrameHeader.END_STREAM, 11, block);
      client.frame(FrameType.CONTINUATION, FrameHeader.END_HEADERS, 11, new byte[0]);
      assertEquals("x-glitches: 4", client.answer(11).fields().get(1));
      client.get(13, "nowhere").expectGoAway(ErrorCode.ENHANCE_YOUR_CALM);
    }
  }

  private static void assertGlitches(H2Peer client, int stream, int count) throws IOException {
    assertEquals("x-glitches: " + count, client.get(stream, "/").answer(stream).fields().get(1));
  }

  @Test
  void whatServersShouldNotDoIsCounted() throws Exception {
    global = "tune.h2.be.glitches-threshold 3";
    run(
        "",
        "http-after-response set-header x-glitches %[bc_glitches]",
        peer -> {
          peer.greet();
          int stream = 1;
          while (true) {
            Frame head = peer.expect(FrameType.HEADERS);
            boolean wrong = peer.fields(head).contains(":path: /wrong");
            stream = head.stream();
            String length = wrong ? "content-length: x" : "content-length: 0";
            peer.headers(stream, FrameHeader.END_STREAM, ":status: 200", length);
          }
        });
    try (Socket client = client()) {
      for (int i = 0; i < 3; i++) {
        Wire.say(client, GET);
        String answer = answer(client);
        assertTrue(answer.contains("x-glitches: " + i + "\r\n"), answer);
        Wire.say(client, "GET /wrong HTTP/1.1\r\nHost: localhost\r\n\r\n");
        answer = answer(client);
        assertTrue(answer.startsWith("HTTP/1.1 502 "), answer);
      }
      // The last one has ended its connection, and so has gone to another one, too.
      Wire.say(client, GET);
      String answer = answer(client);
      assertTrue(answer.contains("x-glitches: 1\r\n"), answer);
      assertEquals("connected", next());
      assertEquals("connected", next());
    }
  }
}
