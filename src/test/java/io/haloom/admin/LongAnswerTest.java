package io.haloom.admin;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.proxy.Server;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Answers that are longer than what the system keeps for a client are made as the client reads
 * them: what it has not come to is as it is when it comes to it. Hundreds of clients that do not
 * read would hold hundreds of answers else.
 */
@Timeout(60)
class LongAnswerTest {
  private static final String CHANGED = "127.0.0.99";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "show stat, 3000",
    "show stat json, 300",
    "show stat typed, 1000",
    "show servers state, 5000",
    "show servers conn, 5000"
  })
  void whatIsNotReadIsNotMade(String command, int servers) throws Exception {
    StringBuilder text =
        new StringBuilder(
            """
            global
              stats socket %s/s level admin
            defaults
              timeout client 1s
              timeout server 1s
              timeout connect 1s
            backend b
            """
                .formatted(folder));
    for (int i = 0; i < servers; i++) {
      text.append("  server s").append(i).append(" 127.0.0.1:1\n");
    }
    try (AdminWorld world = new AdminWorld(text.toString());
        RawClient client = new RawClient(world.path(0))) {
      client.send(command + "\n");
      client.until("b");
      Server last = world.runtime.backend("b").server("s" + (servers - 1));
      last.changes().changeAddress(CHANGED, null, "test");
      String rest = client.all();
      assertTrue(rest.contains("s" + (servers - 1)) && rest.contains(CHANGED), "made before");
    }
  }
}
