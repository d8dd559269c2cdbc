package io.haloom.regex;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.haloom.harness.Running;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A request that needs many steps to match harms nobody else; there is one loop. */
@Timeout(60)
class SlowExpressionTest {
  private static final String CONFIGURATION =
      """
      global
        nbthread 1
      defaults
        mode http
        timeout client 30s
        timeout server 30s
        timeout connect 1s
      frontend f
        bind 127.0.0.1:0
        http-request return status 403 if { path -m reg '%s' }
        http-request return status 200
      """;

  private static Socket asking(Running haloom, String path) throws IOException {
    Socket client = haloom.connect("f");
    client
        .getOutputStream()
        .write(("GET " + path + " HTTP/1.0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    return client;
  }

  private static int status(Socket client) throws IOException {
    String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    client.close();
    return Integer.parseInt(answer.substring(9, 12));
  }

  @Test
  void manySlashesAreQuick() throws Exception {
    try (Running haloom = Running.of(CONFIGURATION.formatted("^/.*/.*/.*[.]php$"))) {
      long start = System.nanoTime();
      assertEquals(200, status(asking(haloom, "/".repeat(2000))));
      assertEquals(200, status(asking(haloom, "/".repeat(8000))));
      assertEquals(403, status(asking(haloom, "/a/b/c.php")));
      assertEquals(0, (System.nanoTime() - start) / 2_000_000_000L, "seconds");
    }
  }

  /** Cubic in the number of slashes: it takes seconds, of which the loop spends none. */
  @Test
  void othersAreServedWhileOneIsMatched() throws Exception {
    try (Running haloom = Running.of(CONFIGURATION.formatted("^/.*/.*/.*[.]php$"))) {
      List<Socket> slow = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        slow.add(asking(haloom, "/".repeat(1500) + ".phpx"));
      }
      for (int i = 0; i < 20; i++) {
        assertEquals(200, status(asking(haloom, "/other")));
      }
      for (Socket client : slow) {
        assertEquals(0, client.getInputStream().available(), "answered before the others");
      }
      for (Socket client : slow) {
        assertEquals(200, status(client));
      }
    }
  }

  @Test
  void backtrackingAndDeepRecursionEndInAnAnswer() throws Exception {
    for (String expression :
        List.of(
            "^(.*?,){25}P",
            "^(.*?,){25}PX",
            ".*bot.*crawl.*spider.*",
            "^/(a|b)*c",
            "^(/[a-zA-Z0-9_-]+)+[.]html$")) {
      try (Running haloom = Running.of(CONFIGURATION.formatted(expression))) {
        for (String path :
            List.of(
                "/" + "1,".repeat(1000) + "XP",
                "/" + "botcrawl".repeat(250) + "r",
                "/" + "ab".repeat(1000),
                "/abd".repeat(500))) {
          assertEquals(200, status(asking(haloom, path)), expression);
        }
      }
    }
  }
}
