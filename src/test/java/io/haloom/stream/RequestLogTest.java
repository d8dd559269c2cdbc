package io.haloom.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.haloom.harness.Running;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What formats and logs tell of a request. */
class RequestLogTest {
  private static final String CONFIG =
      """
      frontend web
        mode http
        bind 127.0.0.1:0
        log $log local0
        timeout client 20s
      """;

  private static String ask(Running haloom) throws IOException {
    try (Socket client = haloom.connect("web")) {
      String request = "GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
      client.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      byte[] all = client.getInputStream().readAllBytes();
      return new String(all, StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void aUniqueIdThatNamesItselfIsEmptyThere() throws Exception {
    String rules =
        """
          unique-id-format a-%ID-b-%[unique-id]-c
          log-format %ID
          http-request return status 200 hdr x %[unique-id]
        """;
    try (Running haloom = Running.of(CONFIG + rules)) {
      assertEquals("x: a--b--c", ask(haloom).lines().skip(1).findFirst().orElse(""));
      assertEquals("a--b--c", haloom.log().next());
    }
  }

  @Test
  void aUniqueIdIsThereForTheFirstRule() throws Exception {
    String rules =
        """
          unique-id-format id-%HM
          log-format %ID
          http-request return status 200 hdr x %ID
        """;
    try (Running haloom = Running.of(CONFIG + rules)) {
      assertEquals("x: id-GET", ask(haloom).lines().skip(1).findFirst().orElse(""));
      assertEquals("id-GET", haloom.log().next());
    }
  }

  /** As HAProxy counts: a record of 20 bytes, the texts of line and fields, and one for the end. */
  @Test
  void earlyHintsCountAsSent() throws Exception {
    String rules =
        """
          log-format %B
          http-request early-hint Link a
          http-request early-hint Link b
          http-request return status 200
        """;
    try (Running haloom = Running.of(CONFIG + rules)) {
      String plain = CONFIG + rules.replaceAll(" *http-request early-hint.*\n", "");
      try (Running other = Running.of(plain)) {
        ask(other);
        int without = Integer.parseInt(other.log().next());
        assertEquals("HTTP/1.1 103 Early Hints", ask(haloom).lines().findFirst().orElse(""));
        int hints = 20 + "HTTP/1.1103Early Hints".length() + 2 * "linka".length() + 1;
        assertEquals(without + hints, Integer.parseInt(haloom.log().next()));
      }
    }
  }
}
