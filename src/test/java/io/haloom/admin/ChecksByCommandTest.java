package io.haloom.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Peer;
import io.haloom.harness.Running;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks begin, rest and end with the server that commands add, disable and delete. They send a
 * PROXY header: a connection that is closed without a byte may never be accepted.
 */
@Timeout(60)
class ChecksByCommandTest {
  @TempDir Path folder;
  private final Semaphore checked = new Semaphore(0);

  private void say(String line, String answer) throws Exception {
    assertEquals(answer, RawClient.ask(folder.resolve("s"), line + "\n"), line);
  }

  private void awaitChecks() throws Exception {
    checked.drainPermits();
    assertTrue(checked.tryAcquire(3, 20, TimeUnit.SECONDS), "no checks");
  }

  /** One may be under way; after it none comes for many times the interval. */
  private void awaitRest() throws Exception {
    checked.tryAcquire(1, 300, TimeUnit.MILLISECONDS);
    checked.drainPermits();
    assertEquals(false, checked.tryAcquire(1, 600, TimeUnit.MILLISECONDS), "still checked");
  }

  @Test
  void checksFollowTheServersLife() throws Exception {
    String configuration =
        """
        global
          stats socket %s/s level admin
        defaults
          timeout connect 2s
          timeout client 2s
          timeout server 2s
        backend b
          server s1 127.0.0.1:1
        """
            .formatted(folder);
    try (Peer peer = Peer.of(connection -> checked.release());
        Running running = Running.of(configuration)) {
      say(
          "add server b/d " + peer.address() + " check check-send-proxy inter 20ms rise 1 fall 1",
          "New server registered.\n\n");
      awaitRest();
      say("enable health b/d", "\n");
      say("enable server b/d", "\n");
      awaitChecks();
      say("disable server b/d", "\n");
      awaitRest();
      assertTrue(running.server("b", "d").check().paused());
      say("enable server b/d", "\n");
      awaitChecks();
      say("disable health b/d", "\n");
      awaitRest();
      say("enable health b/d", "\n");
      awaitChecks();
      assertNotNull(running.server("b", "d"));
      say("disable server b/d", "\n");
      say("del server b/d", "Server deleted.\n\n");
      assertNull(running.server("b", "d"));
      awaitRest();
    }
  }
}
