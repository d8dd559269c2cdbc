package io.haloom.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.haloom.harness.Running;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HAProxy 2.6.12 takes a scheme that is cut short for the whole; later ones do not. */
@Timeout(60)
class AuthSchemeTest {
  private static final String CONFIG =
      """
      defaults
        mode http
        timeout connect 5s
        timeout client 20s
        timeout server 20s
      userlist u
        user adm insecure-password pw
      frontend f
        bind 127.0.0.1:0
        http-request return status 200 if { http_auth(u) }
        http-request return status 202 if { http_auth_type Bearer }
        http-request return status 401
      """;

  @ParameterizedTest
  @CsvSource({
    "B, 401",
    "Bas, 401",
    "Basi, 401",
    "Basics, 401",
    "Basic, 200",
    "bASIC, 200",
    "Bear, 401",
    "Bearer, 202",
    "'', 401"
  })
  void aSchemeIsTheWholeWord(String scheme, String status) throws IOException {
    try (Running running = Running.of(CONFIG);
        Socket client = running.connect("f")) {
      String request = "GET / HTTP/1.0\r\nAuthorization: " + scheme + " YWRtOnB3\r\n\r\n";
      client.getOutputStream().write(request.getBytes());
      String answer = new String(client.getInputStream().readAllBytes());
      assertEquals(status, answer.substring(9, 12));
    }
  }
}
