package io.haloom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code bin/haloom demo}: what it explains is there, and it ends when asked to. */
class DemoIT {
  private static final Pattern BALANCER = Pattern.compile("stand behind 127\\.0\\.0\\.1:(\\d+)");

  @Test
  void balancesBetweenServersThatTellTheirNames() throws Exception {
    try (Launched demo = Launched.start("demo")) {
      Matcher place = BALANCER.matcher(demo.outSoFar());
      for (int i = 0; i < 6000 && !place.find(); i++) {
        assertTrue(demo.alive(), "it ended");
        Thread.sleep(10);
        place = BALANCER.matcher(demo.outSoFar());
      }
      String answer = demo.echo(Integer.parseInt(place.group(1)), "hello");
      assertTrue(answer.matches("server[123]: hello"), answer);
      demo.signal("TERM");
      assertEquals(143, demo.status());
      assertEquals("", demo.err());
    }
  }
}
