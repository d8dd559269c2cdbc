package io.haloom.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.balance.Balancers;
import io.haloom.harness.Peer;
import io.haloom.harness.Running;
import io.haloom.harness.Wire;
import io.haloom.model.Config;
import io.haloom.model.ProxyConfig;
import io.haloom.proxy.Backend;
import io.haloom.proxy.BackendPlan;
import io.haloom.proxy.FrontendPlan;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Another configuration under streams that live: each keeps the plan it entered by. */
class PlanTest {
  private static final String CONFIG =
      """
      defaults
        mode http
        log $log local0
        timeout connect 5s
        timeout client 20s
        timeout server 20s
      frontend f
        bind 127.0.0.1:0
        log-format "WORD %%{+Q}r"
        http-response set-header X-Front WORD
        default_backend b
      backend b
        balance BALANCE
        http-response set-header X-Back WORD
        server s %s
      """;

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  /** Answers each request when the gate has opened, on as many connections as there are. */
  private static Peer server(CountDownLatch asked, CountDownLatch gate) {
    return Peer.of(
        connection -> {
          while (connection.getInputStream().read(new byte[9999]) > 0) {
            asked.countDown();
            try {
              gate.await();
            } catch (InterruptedException e) {
              return;
            }
            connection.getOutputStream().write(OK.getBytes(StandardCharsets.US_ASCII));
          }
        });
  }

  private static String config(Peer server, String word, String balance) {
    return CONFIG.formatted(server.address()).replace("WORD", word).replace("BALANCE", balance);
  }

  private static ProxyConfig proxy(Config config, String name) {
    return config.proxies().stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
  }

  private static void swap(Running haloom, String text) {
    Config next = haloom.read(text);
    haloom.haloom().runtime().frontend("f").plan(new FrontendPlan(proxy(next, "f")));
    Backend backend = haloom.haloom().runtime().backend("b");
    ProxyConfig config = proxy(next, "b");
    backend.plan(new BackendPlan(config, Balancers.of(config.backend().balance())));
    backend.server("s").plan(config.backend().servers().getFirst());
  }

  private static void ask(Socket client, String path) throws Exception {
    Wire.say(client, "GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n");
  }

  @Test
  void aRequestKeepsThePlansItBeganWithAndTheNextHasThoseOfNow() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch gate = new CountDownLatch(1);
    try (Peer server = server(asked, gate);
        Running haloom = Running.of(config(server, "old", "roundrobin"));
        Socket client = haloom.connect("f")) {
      ask(client, "/one");
      asked.await();
      swap(haloom, config(server, "new", "leastconn"));
      gate.countDown();
      String first = Wire.head(client);
      assertTrue(first.contains("x-back: old"), first);
      assertTrue(first.contains("x-front: old"), first);
      assertEquals("ok", new String(client.getInputStream().readNBytes(2)));
      ask(client, "/two");
      String second = Wire.head(client);
      assertTrue(second.contains("x-back: new"), second);
      assertTrue(second.contains("x-front: new"), second);
      assertTrue(haloom.log().next().endsWith("old \"GET /one HTTP/1.1\""));
      assertTrue(haloom.log().next().endsWith("new \"GET /two HTTP/1.1\""));
    }
  }

  @Test
  void aConnectionThatWaitsForARequestHasNoPlan() throws Exception {
    try (Peer server = server(new CountDownLatch(1), new CountDownLatch(0));
        Running haloom = Running.of(config(server, "old", "roundrobin"));
        Socket client = haloom.connect("f")) {
      ask(client, "/one");
      assertTrue(Wire.head(client).contains("x-front: old"));
      assertEquals("ok", Wire.read(client, 2));
      assertTrue(haloom.log().next().endsWith("old \"GET /one HTTP/1.1\""));
      swap(haloom, config(server, "new", "roundrobin"));
      ask(client, "/two");
      assertTrue(Wire.head(client).contains("x-front: new"));
      assertTrue(haloom.log().next().endsWith("new \"GET /two HTTP/1.1\""));
    }
  }

  @Test
  void aBalancerThatFollowsAnotherBeginsAnew() throws Exception {
    CountDownLatch gate = new CountDownLatch(0);
    try (Peer server = server(new CountDownLatch(1), gate);
        Running haloom = Running.of(config(server, "old", "roundrobin"))) {
      for (String balance : new String[] {"leastconn", "source", "random", "static-rr", "first"}) {
        swap(haloom, config(server, balance, balance));
        try (Socket client = haloom.connect("f")) {
          ask(client, "/");
          String answer = Wire.head(client);
          assertTrue(answer.contains("x-back: " + balance), answer);
        }
      }
    }
  }
}
