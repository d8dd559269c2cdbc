package io.haloom.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How clients share the stats sockets. */
@Timeout(60)
class AdminServerTest {
  @TempDir Path folder;

  @Test
  void eachSocketHasItsTurn() throws Exception {
    String configuration =
        """
        global
          stats socket %1$s/one level user
          stats socket %1$s/two level operator
          stats socket %1$s/three level admin
          stats maxconn 1
        defaults
          timeout client 1s
          timeout server 1s
          timeout connect 1s
        backend b
          server s 127.0.0.1:1
        """
            .formatted(folder);
    try (AdminWorld world = new AdminWorld(configuration)) {
      for (int i = 0; i < 3; i++) {
        assertEquals("user\n\n", RawClient.ask(world.path(0), "show cli level\n"));
        assertEquals("operator\n\n", RawClient.ask(world.path(1), "show cli level\n"));
        assertEquals("admin\n\n", RawClient.ask(world.path(2), "show cli level\n"));
      }
    }
  }

  @Test
  void oneClientAtATime() throws Exception {
    String configuration =
        """
        global
          stats socket %1$s/s level user
          stats maxconn 1
        defaults
          timeout client 1s
          timeout server 1s
          timeout connect 1s
        backend b
          server s 127.0.0.1:1
        """
            .formatted(folder);
    try (AdminWorld world = new AdminWorld(configuration);
        RawClient first = new RawClient(world.path(0))) {
      first.send("prompt\n");
      assertEquals("\n> ", first.until("> "));
      try (RawClient second = new RawClient(world.path(0))) {
        second.send("show cli level\n");
        first.send("show cli level\n");
        assertEquals("user\n\n> ", first.until("> "));
        assertEquals(1, world.server.clients());
        first.close();
        assertEquals("user\n\n", second.all());
      }
    }
  }
}
