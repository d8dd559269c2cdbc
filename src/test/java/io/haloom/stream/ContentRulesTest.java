package io.haloom.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.haloom.harness.Eventually;
import io.haloom.harness.Peer;
import io.haloom.harness.Running;
import io.haloom.proxy.count.Counter;
import io.haloom.sample.Variables;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rules that look at what has not all come yet, with what HAProxy 2.6 makes of it. A first rule
 * leaves a variable of the process, so that a test knows that the rules have looked once.
 */
@Timeout(60)
class ContentRulesTest {
  private static final String HEAD =
      """
      global
        log $log local0
      defaults
        mode tcp
        log global
        log-format "%b %B %ts %[var(sess.turns)] %[var(sess.seen)] %hr"
        timeout connect 5s
        timeout client 20s
        timeout server 20s
      """;

  /** A ClientHello for www.b.example (RFC 8446, section 4.1.2; RFC 6066, section 3). */
  private static byte[] hello() {
    byte[] name = "www.b.example".getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int extensions = 9 + name.length;
    int body = 2 + 32 + 1 + 4 + 2 + 2 + extensions;
    put(out, 0x16, 3, 1, 0, body + 4, 1, 0, 0, body, 3, 3);
    out.writeBytes(new byte[33]);
    put(out, 0, 2, 0x13, 1, 1, 0, 0, extensions, 0, 0, 0, name.length + 5);
    put(out, 0, name.length + 3, 0, 0, name.length);
    out.writeBytes(name);
    return out.toByteArray();
  }

  private static void put(ByteArrayOutputStream out, int... bytes) {
    for (int b : bytes) {
      out.write(b);
    }
  }

  private static String frontend(Peer a, Peer b, String... rules) {
    return HEAD
        + "frontend f\n  bind 127.0.0.1:0\n  tcp-request inspect-delay 20s\n"
        + "  tcp-request content set-var-fmt(sess.turns) %[var(sess.turns)]x\n"
        + "  tcp-request content set-var(proc.looked) int(1)\n  "
        + String.join("\n  ", rules)
        + "\n  use_backend b if { req.ssl_sni -m end .b.example }\n  default_backend a\n"
        + "backend a\n  server s "
        + a.address()
        + "\nbackend b\n  server s "
        + b.address()
        + "\n";
  }

  private static void awaitLook(Running running) {
    Variables variables = running.haloom().sessions().processVariables();
    Eventually.await(() -> variables.exists("looked"));
  }

  /** Sends a ClientHello after the rules have looked; gives what the server says first. */
  private static String lateHello(Running running) throws IOException {
    try (Socket client = running.connect("f")) {
      awaitLook(running);
      client.getOutputStream().write(hello());
      client.shutdownOutput();
      return new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  /** What the first rule counted, and what was captured, where the session went. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "capture req.ssl_sni len 30; b 1 -- x - {www.b.example}",
        "capture req.ssl_sni,field(2,.) len 30; b 1 -- x - {b}",
        "capture req.payload(0,5),hex len 30; b 1 -- x - {1603010045}",
        "capture req.ssl_sni len 30 if { src 127.0.0.1 }; b 1 -- x - {www.b.example}",
        "accept if { req.ssl_hello_type 1 }; b 1 -- xx - ",
        "reject if !{ req.ssl_hello_type 1 }; b 1 -- xx - ",
        "reject unless { req.ssl_hello_type 1 }; b 1 -- xx - ",
        "reject if { src 192.0.2.1 } or { req.ssl_hello_type 2 }; b 1 -- xx - ",
        "reject if { req.ssl_sni,upper,length 2 }; b 1 -- xx - ",
        "set-var(sess.seen) req.ssl_sni if { req.ssl_hello_type 1 }; b 1 -- xx www.b.example ",
        // What does not wait: a value that is there though it may change, and what is only stored.
        "capture req.len len 30; a 1 -- x - {0}",
        "capture req.payload(0,99999) len 30; a 1 -- x - {}",
        "set-var(sess.seen) req.ssl_sni; a 1 -- x - ",
        "set-var(sess.seen) wait_end; a 1 -- x 1 ",
        "accept if { src 127.0.0.1 } or { req.ssl_hello_type 2 }; a 1 -- x - ",
        "reject if { src 192.0.2.1 } { req.ssl_hello_type 1 }; a 1 -- x - ",
      })
  void aRuleWaitsForWhatItNeeds(String rule, String logged) throws IOException {
    try (Peer a = Peer.greeting("a");
        Peer b = Peer.greeting("b");
        Running running = Running.of(frontend(a, b, "tcp-request content " + rule))) {
      assertEquals(logged.substring(0, 1), lateHello(running));
      assertEquals(logged.strip(), running.log().next("[ab] .*").strip());
    }
  }

  @Test
  void nothingIsWaitedForAfterTheEndOfTheStream() throws IOException {
    String capture = "tcp-request content capture req.ssl_sni len 30";
    try (Peer a = Peer.greeting("a");
        Peer b = Peer.greeting("b");
        Running running = Running.of(frontend(a, b, capture));
        Socket client = running.connect("f")) {
      awaitLook(running);
      client.getOutputStream().write(hello(), 0, 30);
      client.shutdownOutput();
      assertEquals("a", new String(client.getInputStream().readAllBytes()));
      assertEquals("a 1 -- x - {}", running.log().next("a .*"));
    }
  }

  private static String backend(Peer server, String rule) {
    return HEAD
        + "listen l\n  bind 127.0.0.1:0\n  tcp-response inspect-delay 20s\n"
        + "  tcp-response content set-var-fmt(sess.turns) %[var(sess.turns)]x\n"
        + "  tcp-response content set-var(proc.looked) int(1) if { res.len gt 0 }\n"
        + "  tcp-response content "
        + rule
        + "\n  server s "
        + server.address()
        + "\n";
  }

  /** A server that says "ab", and when the rules have looked at that, ends as {@code last} says. */
  private static Peer saysAb(AtomicReference<Running> running, Peer.Script last) {
    return Peer.of(
        c -> {
          c.getOutputStream().write("ab".getBytes(StandardCharsets.US_ASCII));
          Eventually.await(() -> running.get() != null);
          awaitLook(running.get());
          last.serve(c);
        });
  }

  @Test
  void whatAServerSaidBeforeItsResetReachesTheClient() throws IOException {
    AtomicReference<Running> started = new AtomicReference<>();
    try (Peer server = saysAb(started, c -> c.setSoLinger(true, 0));
        Running running = Running.of(backend(server, "accept if { res.len gt 5 }"))) {
      started.set(running);
      try (Socket client = running.connect("l")) {
        assertEquals("ab", new String(client.getInputStream().readAllBytes()));
      }
      assertEquals("l 2 SD", running.log().next("l .*").substring(0, 6));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "reject if { payload(0,1) -m str a }; l 2 PD; 0; 1",
        "reject if { req.len gt 1 }; l 2 PD; 0; 1",
        "silent-drop if { res.payload(0,1) -m str a }; l 2 PR; 1; 0",
      })
  void aResponseIsRefused(String rule, String logged, long requests, long responses)
      throws IOException {
    AtomicReference<Running> started = new AtomicReference<>();
    try (Peer server = saysAb(started, c -> c.getInputStream().readAllBytes());
        Running running = Running.of(backend(server, rule))) {
      started.set(running);
      try (Socket client = running.connect("l")) {
        assertEquals(logged, running.log().next("l .*").substring(0, 6));
        client.setSoLinger(true, 0);
      }
      assertEquals(requests, running.backend("l").counters().get(Counter.DENIED_REQUESTS));
      assertEquals(responses, running.backend("l").counters().get(Counter.DENIED_RESPONSES));
    }
  }

  /** Whatever the server has said by then: rules are evaluated first before that is looked at. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "20s; set-var(sess.seen) res.payload(0,2); -",
        "20s; set-var(sess.seen) res.len; 0",
        "20s; set-var(sess.seen) res.payload(0,2) if { res.len gt 1 }; ab",
        "0; set-var(sess.seen) res.payload(0,2); -",
        "0; set-var(sess.seen) res.payload(0,2) if { res.len gt 1 }; -",
      })
  void aResponseIsAwaitedByConditionsAlone(String delay, String rule, String seen)
      throws IOException {
    String config =
        HEAD
            + "listen l\n  bind 127.0.0.1:0\n"
            + ("0".equals(delay) ? "" : "  tcp-response inspect-delay 20s\n")
            + "  tcp-response content "
            + rule
            + "\n  server s ";
    try (Peer server = Peer.greeting("ab");
        Running running = Running.of(config + server.address() + "\n");
        Socket client = running.connect("l")) {
      assertEquals("ab", new String(client.getInputStream().readNBytes(2)));
      client.shutdownOutput();
      assertEquals("l 2 -- - " + seen, running.log().next("l .*").strip());
    }
  }
}
