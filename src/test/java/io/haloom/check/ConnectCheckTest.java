package io.haloom.check;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The connection every check begins with. Texts and bytes as HAProxy 2.6.12 gives them. */
@Timeout(60)
class ConnectCheckTest {
  private static final String V2 = "0d0a0d0a000d0a515549540a";

  private static String check(Peer peer, String words) throws Exception {
    return check("", peer, words);
  }

  private static String check(String lines, Peer peer, String words) throws Exception {
    try (CheckWorld world = CheckWorld.backend(lines, peer, "check inter 5s " + words)) {
      return world.check();
    }
  }

  @Test
  void aServerThatTakesConnectionsIsUp() throws Exception {
    try (Peer peer = Peer.silent()) {
      assertEquals("L4OK", check(peer, ""));
    }
  }

  @Test
  void endsWithAResetUnlessTheServerHasClosed() throws Exception {
    try (Peer peer = Peer.silent()) {
      check(peer, "check-send-proxy");
      assertTrue(peer.finished().wasReset(), "the server was left in CLOSE_WAIT");
    }
  }

  @Test
  void refusalAndSilence() throws Exception {
    try (Peer peer = Peer.refusing()) {
      assertEquals("L4CON \"Connection refused\"", check(peer, ""));
    }
    try (Peer peer = Peer.full()) {
      assertEquals("L4TOUT", check(peer, "inter 100"));
    }
  }

  @Test
  void timeoutConnectCountsOnlyBesideTimeoutCheck() throws Exception {
    try (Peer peer = Peer.full()) {
      long start = System.nanoTime();
      assertEquals("L4TOUT", check("timeout connect 100\ntimeout check 9s", peer, "inter 9s"));
      long millis = (System.nanoTime() - start) / 1_000_000;
      assertTrue(millis >= 90 && millis < 5000, millis + " ms");
    }
  }

  @Test
  void addressAndPort() throws Exception {
    try (Peer peer = Peer.silent();
        Peer other = Peer.refusing()) {
      assertEquals("L4CON \"Connection refused\"", check(peer, "port " + other.port()));
      assertEquals("L4OK", check(other, "port " + peer.port()));
      assertEquals("L4OK", check(other, "addr 127.0.0.1:" + peer.port()));
    }
  }

  @Test
  void comesFromTheSourceAddress() throws Exception {
    try (Peer peer = Peer.silent()) {
      assertEquals("L4OK", check(peer, "check-send-proxy source 127.0.0.9"));
      assertEquals("127.0.0.9", peer.finished().from().getAddress().getHostAddress());
      assertEquals("L4OK", check("source 127.0.0.8", peer, "check-send-proxy"));
      assertEquals("127.0.0.8", peer.finished().from().getAddress().getHostAddress());
      assertEquals(
          "L4CON \"Can't bind to source address (Cannot assign requested address)\"",
          check(peer, "source 203.0.113.1"));
    }
  }

  @Test
  void aCheckMayCallItselfAClient() throws Exception {
    try (Peer peer = Peer.silent();
        CheckWorld world =
            CheckWorld.of(
                """
                global
                  pp2-never-send-local
                defaults
                  timeout connect 10s
                  timeout server 10s
                backend b
                  server s 127.0.0.1:%d check send-proxy-v2
                """
                    .formatted(peer.port()))) {
      assertEquals("L4OK", world.check());
      assertEquals(0x21, peer.finished().bytes()[12]);
    }
  }

  @Test
  void timeoutCheckBoundsTheAnswer() throws Exception {
    try (Peer peer = Peer.silent()) {
      long start = System.nanoTime();
      assertEquals("L7TOUT", check("option httpchk\ntimeout check 200", peer, "inter 20s"));
      assertTrue(System.nanoTime() - start < 10_000_000_000L);
    }
  }

  @Test
  void proxyProtocol() throws Exception {
    try (Peer peer = Peer.silent()) {
      assertEquals("L4OK", check(peer, "check-send-proxy"));
      Peer.Talk talk = peer.finished();
      assertEquals(
          "PROXY TCP4 127.0.0.1 127.0.0.1 " + talk.from().getPort() + " " + peer.port() + "\r\n",
          talk.received());
      assertEquals("L4OK", check(peer, "send-proxy-v2"));
      assertArrayEquals(HexFormat.of().parseHex(V2 + "20000000"), peer.finished().bytes());
      assertEquals("L4OK", check(peer, "send-proxy-v2 proxy-v2-options crc32c"));
      assertArrayEquals(
          HexFormat.of().parseHex(V2 + "20000007030004a9b87e8f"), peer.finished().bytes());
    }
  }

  @Test
  void checksElsewhereDoNotInheritSendProxy() throws Exception {
    try (Peer peer = Peer.playing(talk -> talk.send("up\n"));
        CheckWorld world =
            CheckWorld.backend(
                "option tcp-check\ntcp-check expect string up",
                peer,
                "check inter 5s send-proxy port @PORT@")) {
      assertEquals("L7OK/0 \"(tcp-check)\"", world.check());
      assertEquals("", peer.finished().received());
    }
  }

  @Test
  void socks() throws Exception {
    try (Peer proxy = Peer.answering(16, new byte[] {0, 0x5a, 0, 0, 0, 0, 0, 0});
        Peer target = Peer.refusing()) {
      assertEquals("L4OK", check(target, "socks4 127.0.0.1:" + proxy.port() + " check-via-socks4"));
      byte[] asked = proxy.finished().bytes();
      assertEquals("04 01", HexFormat.ofDelimiter(" ").formatHex(asked, 0, 2));
      assertEquals(target.port(), (asked[2] & 0xff) << 8 | asked[3] & 0xff);
    }
  }

  @Test
  void socksRefusals() throws Exception {
    assertEquals(
        "SOCKERR \"SOCKS4 Proxy deny the request\"",
        viaSocks(Peer.answering(16, new byte[] {0, 0x5b, 0, 0, 0, 0, 0, 0})));
    assertEquals(
        "SOCKERR \"SOCKS4 Proxy read error during handshake\"",
        viaSocks(Peer.playing(talk -> talk.read(16))));
    assertEquals(
        "SOCKERR \"SOCKS4 Proxy handshake aborted by server (Connection reset by peer)\"",
        viaSocks(
            Peer.playing(
                talk -> {
                  talk.read(16);
                  talk.reset();
                })));
    assertEquals("L7TOUT", viaSocks(Peer.silent(), "100"));
  }

  private static String viaSocks(Peer proxy) throws Exception {
    return viaSocks(proxy, "10s");
  }

  private static String viaSocks(Peer proxy, String inter) throws Exception {
    try (proxy) {
      return check(
          proxy, "inter " + inter + " socks4 127.0.0.1:" + proxy.port() + " check-via-socks4");
    }
  }

  @Test
  void aSocketFileThatIsNotThere() throws Exception {
    try (CheckWorld world =
        CheckWorld.of(
            """
            defaults
              timeout connect 1s
              timeout server 1s
            backend b
              server s unix@/nonexistent/socket check inter 1s
            """)) {
      String result = world.check();
      assertTrue(result.startsWith("SOCKERR \"General socket error ("), result);
      assertFalse(result.contains("null"), result);
    }
  }

  /** With it, a connect without data would be none: the SYN waits for the first byte. */
  @Test
  void fastOpenIsNotForChecks() throws Exception {
    try (Peer peer = Peer.silent();
        CheckWorld world = CheckWorld.backend("", peer, "check tfo")) {
      Subject subject = new Subject(world.server(), false);
      assertTrue(world.server().config().connect().options().fastOpen());
      CheckDial dial = new CheckDial(subject, null, 0, 100, connection -> {});
      assertFalse(dial.request().options().fastOpen());
    }
  }
}
