package io.haloom.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.haloom.harness.Peer;
import io.haloom.harness.Running;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options of proxies, each with what comes of it and what comes without it. */
@Timeout(60)
class OptionsTest {
  private static final String DEFAULTS =
      """
      defaults
        timeout connect 1s
        timeout client 20s
        timeout server 20s
      listen l
        bind 127.0.0.1:0
      """;

  private static String listen(String... lines) {
    return DEFAULTS + "  " + String.join("\n  ", lines) + "\n";
  }

  /** Answers each request with its name. */
  private static Peer named(String name) {
    String answer = "HTTP/1.1 200 " + name + "\r\nContent-Length: 0\r\n\r\n";
    return Peer.of(
        connection -> {
          byte[] request = new byte[9999];
          while (connection.getInputStream().read(request) > 0) {
            connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
          }
        });
  }

  private static void send(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** The first line of the next head, of which there is a body of nothing; null at the end. */
  private static String status(Socket client) throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int c = client.getInputStream().read();
      if (c < 0) {
        return null;
      }
      head.append((char) c);
    }
    return head.substring(0, head.indexOf("\r"));
  }

  @ParameterizedTest
  @CsvSource({"no option, two", "option, one"})
  void aClientKeepsItsServer(String option, String second) throws Exception {
    try (Peer one = named("one");
        Peer two = named("two");
        Running running =
            Running.of(
                listen(
                    "mode http",
                    "http-reuse never",
                    option + " prefer-last-server",
                    "server s1 " + one.address(),
                    "server s2 " + two.address()));
        Socket client = running.connect("l")) {
      send(client, "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
      assertEquals("HTTP/1.1 200 one", status(client));
      send(client, "GET / HTTP/1.1\r\nHost: h\r\n\r\n");
      assertEquals("HTTP/1.1 200 " + second, status(client));
    }
  }

  @Test
  void withoutServersTheDestinationOfTheClientIsTaken() throws Exception {
    try (Peer peer = Peer.greeting("hi");
        Running running =
            Running.of(
                listen(
                    "tcp-request content set-dst-port int(" + peer.port() + ")",
                    "option transparent"));
        Socket client = running.connect("l")) {
      assertEquals('h', client.getInputStream().read());
    }
  }
}
