package io.haloom.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Running;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client whose request could not be read gets the frontend's own message, too. */
class RefusalTest {
  private static final String CONFIG =
      """
      frontend web
        mode http
        bind 127.0.0.1:0
        log $log local0
        log-format "%%ST %%B %%tsc"
        timeout client 20s
        timeout http-request 200ms
        errorfile 400 %s
        errorfile 408 %s
      """;

  private static final String BAD = "GET /\u00e9 HTTP/1.1\r\n\r\n";
  private static final String LATE = "GET / HTTP/1.1\r\n";

  @TempDir Path folder;
  private Path file;
  private Path empty;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("own.http");
    Files.writeString(file, "HTTP/1.1 418 Own\r\nX-Mine: yes\r\nContent-Length: 4\r\n\r\nown\n");
    empty = Files.createFile(folder.resolve("empty.http"));
  }

  private static String answer(Running haloom, String request) throws IOException {
    try (Socket client = haloom.connect("web")) {
      client.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      byte[] all = client.getInputStream().readAllBytes();
      return new String(all, StandardCharsets.ISO_8859_1);
    }
  }

  @ParameterizedTest
  @CsvSource({"bad, 400 0 PR--", "late, 408 0 cR--"})
  void anErrorFileIsSent(String what, String logged) throws Exception {
    try (Running haloom = Running.of(CONFIG.formatted(file, file))) {
      String head = "HTTP/1.1 418 Own\r\nx-mine: yes\r\ncontent-length: 4\r\nconnection: close\r\n";
      assertEquals(head + "\r\nown\n", answer(haloom, what.equals("bad") ? BAD : LATE));
      assertEquals(logged, haloom.log().next());
    }
  }

  @ParameterizedTest
  @CsvSource({"bad, 400 0 PR--", "late, 408 0 cR--"})
  void ofAnEmptyOneNothingIsSent(String what, String logged) throws Exception {
    try (Running haloom = Running.of(CONFIG.formatted(empty, empty))) {
      assertEquals("", answer(haloom, what.equals("bad") ? BAD : LATE));
      assertEquals(logged, haloom.log().next());
    }
  }

  @Test
  void theDefaultMessageStaysAsItIs() throws Exception {
    String config = CONFIG.formatted(file, file).replaceAll("  errorfile.*\n", "");
    try (Running haloom = Running.of(config)) {
      assertTrue(answer(haloom, BAD).startsWith("HTTP/1.1 400 Bad request\r\nContent-length: 90"));
    }
  }
}
