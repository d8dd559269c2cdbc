package io.haloom.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * halog reads the log that a syslog daemon would have written. Of TCP sessions it only counts lines
 * and names servers, as it does of HAProxy's.
 */
@Timeout(300)
class HalogIT {
  private final Tool halog = Tool.named("halog");

  @Test
  void countsSessions() throws Exception {
    try (Program program = Program.start()) {
      program.clients(10);
      String log = String.join("\n", program.logLines(10)) + "\n";
      assertEquals("10", halog(log, "-c"));
      assertEquals("0", halog(log, "-H", "-c"), "they are not HTTP");
      long now = System.currentTimeMillis() / 1000;
      assertEquals("10", halog(log, "-time", ":" + (now + 86_400), "-c"));
      assertEquals("0", halog(log, "-time", ":" + (now - 86_400), "-c"));
      String servers = halog(log, "-srv");
      assertTrue(servers.contains("\napp/one "), servers);
      assertTrue(servers.contains("\napp/two "), servers);
      assertTrue(servers.contains("10 lines in, 2 lines out"), servers);
    }
  }

  private String halog(String log, String... how) throws Exception {
    Tool.Result result = halog.runReading(log, how);
    assertEquals(0, result.status(), result.output());
    return result.output().strip();
  }
}
