package io.haloom.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.H2Peer;
import io.haloom.harness.H2Peer.Frame;
import io.haloom.harness.Wire;
import io.haloom.http.h2.ErrorCode;
import io.haloom.http.h2.FrameType;
import io.haloom.http.h2.Settings;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which requests share a connection to a server that speaks HTTP/2, and how it ends. */
class Http2ServerLinksTest extends Http2ServerWorld {
  // --- connections -----------------------------------------------------------------------------

  @Test
  void requestsOfAClientShareAConnectionThatIsOnItsWay() throws Exception {
    run(
        "proto h2",
        "",
        peer -> {
          // None is answered before all are there: where threads run at once, one that ends makes
          // the connection idle, and who looks at that moment makes another.
          peer.greet();
          for (int stream = 1; stream < 20; stream += 2) {
            Frame head = peer.expect(FrameType.HEADERS);
            seen.add(head.stream() + " " + peer.fields(head).get(2));
          }
          for (int stream = 1; stream < 20; stream += 2) {
            answer(peer, stream, "s" + stream);
          }
        });
    Set<String> expected = new TreeSet<>();
    try (H2Peer client = H2Peer.client(client()).greet()) {
      for (int stream = 1; stream < 20; stream += 2) {
        client.get(stream, "/");
        expected.add("s" + stream);
      }
      assertEquals(expected, new TreeSet<>(bodies(client, 10).values()));
    }
    assertEquals("connected", next());
    for (int stream = 1; stream < 20; stream += 2) {
      assertEquals(stream + " :authority: localhost", next());
    }
  }

  @Test
  void anIdleConnectionIsUsedAgainByOthers() throws Exception {
    run("", "http-reuse always", this::serve);
    for (int stream : List.of(1, 3, 5)) {
      try (Socket client = client()) {
        Wire.say(client, GET);
        assertTrue(answer(client).endsWith("\r\n\r\ns" + stream));
      }
    }
    assertEquals("connected", next());
    assertEquals("1 :path: /", next());
    assertEquals("3 :path: /", next());
  }

  @Test
  void aConnectionIsPrivateWhereNothingIsToBeReused() throws Exception {
    run("", "http-reuse never", this::serve);
    for (int i = 0; i < 2; i++) {
      try (Socket client = client()) {
        Wire.say(client, GET + GET);
        assertTrue(answer(client).endsWith("\r\n\r\ns1"));
        assertTrue(answer(client).endsWith("\r\n\r\ns3"));
      }
      assertEquals("connected", next());
      assertEquals("1 :path: /", next());
      assertEquals("3 :path: /", next());
    }
  }

  @Test
  void moreRequestsThanTheServerTakesWaitForTheirTurn() throws Exception {
    run(
        "proto h2",
        "",
        peer -> {
          peer.greet(Settings.MAX_CONCURRENT_STREAMS, 1);
          for (int stream = 1; stream < 10; stream += 2) {
            Frame head = peer.expect(FrameType.HEADERS);
            assertEquals(stream, head.stream());
            peer.fields(head);
            answer(peer, stream, "s" + stream);
          }
        });
    try (H2Peer client = H2Peer.client(client()).greet()) {
      for (int stream = 1; stream < 10; stream += 2) {
        client.get(stream, "/");
      }
      assertEquals(5, bodies(client, 5).size());
    }
  }

  @Test
  void aRequestThatAServerHasRefusedUnseenGoesOutAgain() throws Exception {
    run(
        "",
        "",
        peer -> {
          peer.greet();
          Frame head = peer.expect(FrameType.HEADERS);
          if (seen.size() == 1) {
            peer.reset(head.stream(), ErrorCode.REFUSED_STREAM);
            peer.read();
          } else {
            answer(peer, head.stream(), "ok");
          }
        });
    try (Socket client = client()) {
      Wire.say(client, "DELETE / HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertTrue(answer(client).endsWith("\r\n\r\nok"));
    }
    assertEquals("connected", next());
    assertEquals("connected", next());
  }

  @Test
  void aServerThatLeavesGetsNoMoreRequestsAndEndsThoseItHas() throws Exception {
    run(
        "",
        "http-reuse always",
        peer -> {
          peer.greet();
          Frame head = peer.expect(FrameType.HEADERS);
          peer.goAway(head.stream(), ErrorCode.NO_ERROR);
          answer(peer, head.stream(), "s" + head.stream());
        });
    for (int i = 0; i < 2; i++) {
      try (Socket client = client()) {
        Wire.say(client, GET);
        assertTrue(answer(client).endsWith("\r\n\r\ns1"));
      }
      assertEquals("connected", next());
    }
  }

  @Test
  void aResetWithinAnAnswerCutsIt() throws Exception {
    run(
        "",
        "",
        peer -> {
          peer.greet();
          peer.expect(FrameType.HEADERS);
          peer.headers(1, 0, ":status: 200", "content-length: 5").data(1, 0, "12");
          peer.reset(1, ErrorCode.INTERNAL_ERROR);
        });
    try (Socket client = client()) {
      Wire.say(client, GET);
      assertTrue(
          new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1)
              .endsWith("\r\n\r\n12"));
    }
    assertTrue(balancer.log().next().contains(" SD-- "));
  }

  @Test
  void aClientThatLeavesCostsItsStreamAlone() throws Exception {
    run(
        "proto h2",
        "option abortonclose",
        peer -> {
          peer.greet();
          Frame one = peer.expect(FrameType.HEADERS);
          boolean leaves = peer.fields(one).contains(":path: /leaves");
          Frame other = peer.expect(FrameType.HEADERS);
          seen.add("two");
          peer.expectReset(leaves ? one.stream() : other.stream(), ErrorCode.CANCEL);
          answer(peer, leaves ? other.stream() : one.stream(), "ok");
        });
    try (H2Peer client = H2Peer.client(client()).greet()) {
      client.get(1, "/leaves").get(3, "/");
      next();
      assertEquals("two", next());
      client.reset(1, ErrorCode.CANCEL);
      assertEquals("ok", client.answer(3).body());
    }
  }

  @Test
  void aServerThatDoesNotAnswerIsGivenUpWhenItsTimeIsOver() throws Exception {
    run(
        "proto h2",
        "timeout server 300ms",
        peer -> {
          peer.greet();
          peer.expect(FrameType.HEADERS);
          peer.expectReset(1, ErrorCode.CANCEL);
          seen.add("reset");
          Frame next = peer.expect(FrameType.HEADERS);
          answer(peer, next.stream(), "ok");
        });
    try (H2Peer client = H2Peer.client(client()).greet()) {
      assertEquals("504", client.get(1, "/").answer(1).status());
      next();
      assertEquals("reset", next());
      assertEquals("ok", client.get(3, "/").answer(3).body());
    }
    assertTrue(balancer.log().next().contains(" sH-- "));
  }
}
