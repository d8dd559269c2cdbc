package io.haloom.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Eventually;
import io.haloom.harness.Peer;
import io.haloom.harness.ReservedPort;
import io.haloom.harness.Running;
import io.haloom.harness.Wire;
import io.haloom.proxy.count.Counter;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What columns of the statistics tell after some requests; compared with HAProxy by hand. */
class ColumnsTest {
  private static final String CONFIG =
      """
      defaults
        mode http
        timeout connect 5s
        timeout client 20s
        timeout server 20s
        timeout queue 20s
        timeout check 20s
      frontend f
        bind 127.0.0.1:0
        default_backend b
      backend b
        option httpchk
        cookie S insert
        default-server observe layer7 error-limit 1
        server s %s check inter 100 cookie c1 maxconn 1 agent-check agent-inter 100 agent-port %d
        server dead 127.0.0.1:%d check inter 100 fall 1 weight 0
      """;

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final String FAILED = "HTTP/1.1 500 No\r\nContent-Length: 2\r\n\r\nno";

  /** A permit lets a request of a client be answered. */
  private final Semaphore answers = new Semaphore(0);

  private final Semaphore asked = new Semaphore(0);
  private Peer server;
  private Peer agent;
  private Running haloom;

  @BeforeEach
  void start() {
    server =
        Peer.of(
            connection -> {
              for (String request = head(connection); request != null; request = head(connection)) {
                if (request.startsWith("GET")) {
                  asked.release();
                  answers.acquireUninterruptibly();
                }
                String answer = request.startsWith("GET /fail") ? FAILED : OK;
                Wire.say(connection, request.startsWith("OPTIONS") ? headOnly() : answer);
              }
            });
    agent = Peer.greeting("up\n");
    haloom = Running.of(CONFIG.formatted(server.address(), agent.port(), Peer.refusingPort()));
  }

  @AfterEach
  void stop() {
    haloom.close();
    agent.close();
    server.close();
  }

  private static String headOnly() {
    return "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
  }

  private static String head(Socket connection) throws java.io.IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf("\r\n\r\n") < 0) {
      int next = connection.getInputStream().read();
      if (next < 0) {
        return null;
      }
      text.append((char) next);
    }
    return text.toString();
  }

  private String value(String proxy, String name, StatField field) {
    return value(haloom, proxy, name, field);
  }

  private static String value(Running running, String proxy, String name, StatField field) {
    StatRow row =
        StatRows.of(running.haloom().runtime(), StatFilter.ALL).stream()
            .filter(r -> r.text(StatField.PXNAME).equals(proxy))
            .filter(r -> r.text(StatField.SVNAME).equals(name))
            .findFirst()
            .orElseThrow();
    return row.text(field);
  }

  private String ofServer(StatField field) {
    return value("b", "s", field);
  }

  private String ofFrontend(StatField field) {
    return value("f", "FRONTEND", field);
  }

  private static void ask(Socket client, String path) throws Exception {
    Wire.say(client, "GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n");
  }

  private static void answered(Socket client) throws Exception {
    Wire.head(client);
    Wire.read(client, 2);
  }

  @Test
  void requests() throws Exception {
    assertEquals("-1", ofServer(StatField.LASTSESS));
    try (Socket first = haloom.connect("f");
        Socket second = haloom.connect("f")) {
      ask(first, "/");
      asked.acquire();
      assertEquals("1", ofServer(StatField.USED_CONN_CUR));
      ask(second, "/");
      Eventually.await(() -> value("b", "BACKEND", StatField.QCUR).equals("1"));
      long queued = System.nanoTime();
      Eventually.await(() -> System.nanoTime() - queued > 20_000_000);
      answers.release(2);
      answered(first);
      answered(second);
      ask(first, "/fail");
      answers.release();
      answered(first);
    }
    Eventually.await(() -> ofFrontend(StatField.SCUR).equals("0"));
    assertEquals("2", ofFrontend(StatField.SMAX));
    for (StatField field :
        new StatField[] {StatField.RATE_MAX, StatField.REQ_RATE_MAX, StatField.CONN_RATE_MAX}) {
      assertTrue(Integer.parseInt(ofFrontend(field)) > 0, field.toString());
    }
    Map<StatField, Predicate<String>> expected =
        Map.of(
            StatField.CONNECT, "2"::equals,
            StatField.REUSE, "1"::equals,
            StatField.LASTSESS, text -> Integer.parseInt(text) >= 0,
            StatField.COOKIE, "c1"::equals,
            StatField.USED_CONN_CUR, "0"::equals,
            StatField.SAFE_CONN_CUR, text -> Integer.parseInt(text) > 0);
    expected.forEach(
        (field, holds) -> assertTrue(holds.test(ofServer(field)), field + " " + ofServer(field)));
    for (StatField field :
        new StatField[] {
          StatField.QTIME_MAX,
          StatField.RTIME_MAX,
          StatField.TTIME_MAX,
          StatField.QTIME,
          StatField.RTIME,
          StatField.TTIME
        }) {
      assertTrue(Integer.parseInt(ofServer(field)) > 0, field + " " + ofServer(field));
    }
    assertEquals("1", ofServer(StatField.HANAFAIL));
    assertEquals("S", value("b", "BACKEND", StatField.COOKIE));
    assertEquals("1", value("b", "BACKEND", StatField.QMAX));
  }

  private static int number(String text) {
    return Integer.parseInt(text);
  }

  @Test
  void ratesOfTheLastSecond() {
    assertEquals("0", ofFrontend(StatField.RATE));
    Eventually.await(
        () -> {
          try (Socket client = haloom.connect("f")) {
            ask(client, "/");
            answers.release();
            answered(client);
          } catch (Exception e) {
            throw new AssertionError(e);
          }
          return number(ofFrontend(StatField.RATE)) > 0
              && number(ofFrontend(StatField.REQ_RATE)) > 0
              && number(ofFrontend(StatField.CONN_RATE)) > 0
              && number(ofServer(StatField.RATE)) > 0
              && number(value("b", "BACKEND", StatField.RATE)) > 0;
        });
  }

  /** The pause before the second attempt belongs to them. */
  @Test
  void timesOfConnecting() throws Exception {
    String config =
        """
        defaults
          mode http
          timeout connect 5s
          timeout client 20s
          timeout server 20s
          retries 3
        listen l
          bind 127.0.0.1:0
          server s 127.0.0.1:%d
        """;
    try (ReservedPort port = new ReservedPort();
        Running late = Running.of(config.formatted(port.port()));
        Socket client = late.connect("l")) {
      ask(client, "/");
      Eventually.await(() -> late.server("l", "s").counters().get(Counter.RETRIES) == 1);
      port.close();
      try (ServerSocket server = new ServerSocket(port.port(), 5, client.getLocalAddress());
          Socket connection = server.accept()) {
        Wire.head(connection);
        Wire.say(connection, OK);
        answered(client);
      }
      Eventually.await(() -> number(value(late, "l", "s", StatField.CTIME_MAX)) >= 900);
      assertTrue(number(value(late, "l", "s", StatField.CTIME)) > 0);
    }
  }

  @Test
  void checks() {
    Eventually.await(() -> ofServer(StatField.CHECK_STATUS).equals("L7OK"));
    Eventually.await(() -> ofServer(StatField.AGENT_STATUS).equals("L7OK"));
    assertEquals("200", ofServer(StatField.CHECK_CODE));
    assertEquals("Layer7 check passed", ofServer(StatField.CHECK_DESC));
    assertTrue(ofServer(StatField.CHECK_DURATION).matches("\\d+"));
    assertEquals("0", ofServer(StatField.CHKFAIL));
    assertEquals("0", ofServer(StatField.AGENT_CODE));
    assertEquals("Layer7 check passed", ofServer(StatField.AGENT_DESC));
    assertTrue(ofServer(StatField.AGENT_DURATION).matches("\\d+"));
    // As with HAProxy there is no text while the next check is under way.
    Eventually.await(() -> ofServer(StatField.LAST_AGT).equals("via agent : up"));
    Eventually.await(() -> value("b", "dead", StatField.CHECK_STATUS).equals("L4CON"));
    assertEquals("1", value("b", "dead", StatField.CHKDOWN));
    assertTrue(Integer.parseInt(value("b", "dead", StatField.CHKFAIL)) > 0);
    Eventually.await(() -> value("b", "dead", StatField.LAST_CHK).startsWith("Connection refused"));
  }

  @Test
  void whatIsNotThereIsNone() {
    for (StatField field : StatField.values()) {
      if (field.name().matches("(COMP|CACHE|H2)_.*")) {
        assertEquals("0", ofFrontend(field), field.toString());
      }
    }
  }
}
