package io.haloom.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Needs;
import io.haloom.harness.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Words of bind lines for UNIX sockets, and of those for commands. */
@Timeout(60)
class BindWordsTest {
  @TempDir Path folder;

  /** Mode, owner and group of a socket with these words. */
  private String file(String words) throws IOException {
    Path socket = folder.resolve("s");
    String text =
        """
        defaults
          mode http
          timeout client 1s
        frontend f
          bind unix@%s %s
          http-request return status 200
        """;
    try (Running running = Running.of(text.formatted(socket, words))) {
      assertTrue(running.haloom() != null);
      int mode = (int) Files.getAttribute(socket, "unix:mode") & 0777;
      return "%o %s %s"
          .formatted(
              mode, Files.getAttribute(socket, "unix:uid"), Files.getAttribute(socket, "unix:gid"));
    }
  }

  @Test
  void mode() throws Exception {
    assertEquals("640", file("mode 640").split(" ")[0]);
    assertEquals("601", file("mode 601").split(" ")[0]);
  }

  @Test
  void ownersByNumber() throws Exception {
    Needs.root();
    assertEquals("600 12 34", file("mode 600 uid 12 gid 34"));
  }

  @Test
  void ownersByName() throws Exception {
    Needs.root();
    Path named = Files.createFile(folder.resolve("named"));
    var users = named.getFileSystem().getUserPrincipalLookupService();
    Files.setOwner(named, users.lookupPrincipalByName("nobody"));
    String nobody = Files.getAttribute(named, "unix:uid").toString();
    Files.setAttribute(named, "posix:group", users.lookupPrincipalByGroupName("daemon"));
    String daemon = Files.getAttribute(named, "unix:gid").toString();
    assertEquals("600 " + nobody + " " + daemon, file("mode 600 user nobody group daemon"));
  }

  @Test
  void severityOutput() throws Exception {
    Path socket = folder.resolve("c");
    String text = "global\n  stats socket %s level admin severity-output number\n";
    try (AdminWorld world = new AdminWorld(text.formatted(socket))) {
      assertEquals(1, world.server.listening());
      String answer = RawClient.ask(socket, "get weight x\n");
      assertEquals("[3]: Require 'backend/server'.\n\n", answer);
    }
  }
}
