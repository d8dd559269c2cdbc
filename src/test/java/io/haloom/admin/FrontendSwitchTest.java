package io.haloom.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A frontend that is disabled and enabled again goes on counting. */
class FrontendSwitchTest {
  @TempDir Path folder;

  private static String configuration(Path folder) {
    return """
    global
      stats socket %1$s/s level admin
      stats timeout 10s
    defaults
      timeout client 5s
      timeout server 5s
      timeout connect 1s
    frontend fe
      bind unix@%1$s/f
      option socket-stats
    """
        .formatted(folder);
  }

  private static String sessionsOfListener(Path socket) throws IOException {
    for (String line : RawClient.ask(socket, "show stat\n").split("\n")) {
      String[] cells = line.split(",", -1);
      if (cells.length > 17 && cells[1].equals("sock-1")) {
        return cells[7] + " " + cells[17];
      }
    }
    return "no row";
  }

  @Test
  void countersOfItsListenersLive() throws IOException {
    try (AdminWorld world = new AdminWorld(configuration(folder))) {
      Path socket = world.path(0);
      assertEquals("", RawClient.askAndFinish(folder.resolve("f"), ""));
      assertEquals("1 OPEN", sessionsOfListener(socket));
      assertEquals("\n", RawClient.ask(socket, "disable frontend fe\n"));
      assertEquals("1 OPEN", sessionsOfListener(socket));
      assertThrows(IOException.class, () -> new RawClient(folder.resolve("f")));
      assertTrue(RawClient.ask(socket, "show info\n").contains("\nListeners: 2\n"));
      assertEquals("\n", RawClient.ask(socket, "enable frontend fe\n"));
      assertEquals("", RawClient.askAndFinish(folder.resolve("f"), ""));
      assertEquals("2 OPEN", sessionsOfListener(socket));
      assertEquals("\n", RawClient.ask(socket, "shutdown frontend fe\n"));
      assertTrue(RawClient.ask(socket, "show info\n").contains("\nListeners: 1\n"));
      assertEquals("2 OPEN", sessionsOfListener(socket));
    }
  }
}
