package io.haloom.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** check_haproxy_stats of monitoring-plugins-contrib on the stats socket. */
@Timeout(300)
class CheckHaproxyStatsIT {
  private final Tool plugin = Tool.named("check_haproxy_stats");

  @Test
  void tellsWhoIsDown() throws Exception {
    try (Program program = Program.start()) {
      Tool.Result bad = plugin.run("-s", program.socket());
      assertEquals(2, bad.status(), bad.output());
      assertTrue(bad.output().contains("app:gone is DOWN"), bad.output());
      program.command("set server app/gone state maint");
      Tool.Result good = plugin.run("-m", "-s", program.socket());
      assertEquals(0, good.status(), good.output());
      assertTrue(good.output().startsWith("Check haproxy OK"), good.output());
    }
  }
}
