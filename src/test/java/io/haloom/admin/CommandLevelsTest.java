package io.haloom.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients of which level may do: as HAProxy has it today, where 2.6 was too generous. */
class CommandLevelsTest {
  private static final String DENIED = "Permission denied\n\n";

  /** Of admins only. */
  private static final String ADMIN =
      """
      add acl L 127.0.0.9
      add acl @1 L 127.0.0.9
      add map M a b
      clear acl L
      clear map M
      commit acl @1 L
      commit map @1 M
      del acl L 127.0.0.1
      del map M k
      get acl L 127.0.0.1
      get map M k
      prepare acl L
      prepare map M
      set map M k w
      show acl
      show acl L
      show map M
      add server b/n 127.0.0.1:1
      del server b/s
      set server b/s state maint
      set weight b/s 1
      disable server b/s
      enable server b/s
      disable agent b/s
      enable agent b/s
      disable health b/s
      enable health b/s
      disable frontend f
      enable frontend f
      shutdown frontend f
      shutdown session 0x1
      shutdown sessions server b/s
      set maxconn server b/s 1
      set maxconn frontend f 1
      set maxconn global 1
      set rate-limit connections global 1
      set dynamic-cookie-key backend b k
      enable dynamic-cookie backend b
      disable dynamic-cookie backend b
      clear counters all
      show profiling
      set profiling tasks off
      expert-mode on
      experimental-mode on
      """;

  /** Of operators and admins. */
  private static final String OPERATOR =
      """
      clear counters
      show sess
      show errors
      show env
      show fd
      show activity
      show libs
      show startup-logs
      get var proc.x
      set var proc.x int(1)
      operator
      """;

  @TempDir Path folder;

  @Test
  void lowerLevelsAreDenied() throws IOException {
    Files.writeString(folder.resolve("L"), "127.0.0.1\n");
    Files.writeString(folder.resolve("M"), "k v\n");
    String configuration =
        """
        global
          stats socket %1$s/user level user
          stats socket %1$s/operator level operator
          stats socket %1$s/admin level admin
        defaults
          mode http
          timeout client 1s
          timeout server 1s
          timeout connect 1s
        frontend f
          bind unix@%1$s/f
          http-request deny unless { src -f %1$s/L }
          http-request set-header x %%[path,map(%1$s/M)]
          default_backend b
        backend b
          balance leastconn
          server s 127.0.0.1:1
        """
            .formatted(folder);
    try (AdminWorld world = new AdminWorld(configuration)) {
      for (String line : ADMIN.lines().toList()) {
        assertEquals(DENIED, RawClient.ask(world.path(0), named(line)), line);
        assertEquals(DENIED, RawClient.ask(world.path(1), named(line)), line);
      }
      for (String line : OPERATOR.lines().toList()) {
        assertEquals(DENIED, RawClient.ask(world.path(0), named(line)), line);
      }
      String list = RawClient.ask(world.path(2), named("show acl L"));
      assertEquals(1, list.lines().filter(line -> line.endsWith(" 127.0.0.1")).count(), list);
    }
  }

  private String named(String line) {
    return line.replace(" L", " " + folder + "/L").replace(" M", " " + folder + "/M") + "\n";
  }
}
