package io.haloom.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.haloom.net.ListenOptions;
import io.haloom.net.ListenRequest;
import io.haloom.net.UnixAddress;
import io.haloom.os.linux.BlockingListener;
import io.haloom.os.linux.Native;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A frontend that is disabled and enabled again goes on counting. */
class FrontendSwitchTest {
  private static final int F_DUPFD_CLOEXEC = 1030;

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

  /** The socket cannot be had again: it listens on, and who comes meanwhile is served later. */
  @Test
  void aSocketThatWasGivenIsKept() throws Exception {
    assumeTrue(BlockingListener.available(), "only Linux has descriptors");
    assumeTrue(System.getProperty("haloom.transport", "epoll").equals("epoll"));
    UnixAddress address = UnixAddress.file(folder.resolve("given").toString());
    ListenRequest request = new ListenRequest(address, -1, 10, ListenOptions.DEFAULT);
    try (BlockingListener mine = new BlockingListener(request)) {
      int given = Native.C.fcntl(mine.descriptor(), F_DUPFD_CLOEXEC, 0);
      String text = configuration(folder).replace("unix@" + folder + "/f", "fd@" + given);
      try (AdminWorld world = new AdminWorld(text)) {
        Path socket = world.path(0);
        assertEquals("\n", RawClient.ask(socket, "disable frontend fe\n"));
        try (RawClient early = new RawClient(folder.resolve("given"))) {
          assertEquals("\n", RawClient.ask(socket, "enable frontend fe\n"));
          assertEquals("", early.all(), "accepted, and closed for lack of a server");
        }
        assertEquals("\n", RawClient.ask(socket, "disable frontend fe\n"));
        assertEquals("\n", RawClient.ask(socket, "shutdown frontend fe\n"));
      }
    }
  }
}
