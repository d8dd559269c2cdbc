package io.haloom;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.haloom.harness.Needs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What IPv6 sockets take where the system says that none takes IPv4 connections ({@code
 * net.ipv6.bindv6only}), which a network of the test's own says.
 */
@Timeout(120)
class V6OnlyIT {
  private static final String SCRIPT =
      """
      set -e
      ip link set lo up
      echo "$1" > /proc/sys/net/ipv6/bindv6only
      "$2" -D -q -f "$3/test.cfg" -p "$3/pid"
      ss -Hlnte | sed -n 's/.*:\\(100[0-9]\\) .* v6only:\\([01]\\).*/\\1 \\2/p' | sort -u
      kill $(cat "$3/pid")
      """;

  @TempDir Path folder;

  @Test
  void theSystemsWayHoldsWhereNothingElseIsSaid() throws Exception {
    assertEquals("1001 0\n1002 0\n1003 1\n1004 1\n", told("bin/haloom", 0));
    assertEquals("1001 1\n1002 0\n1003 1\n1004 1\n", told("bin/haloom", 1));
  }

  @Test
  void asHaproxyHasIt() throws Exception {
    assertEquals(told(Needs.haproxy(), 1), told("bin/haloom", 1));
  }

  private String told(String program, int only) throws Exception {
    Needs.namespaces();
    Needs.programs("ip", "ss");
    Files.writeString(
        folder.resolve("test.cfg"),
        """
        defaults
          timeout client 5s
        frontend f
          bind :::1001
          bind :::1002 v4v6
          bind :::1003 v6only
          bind :::1004 v4v6 v6only
        """);
    Process process =
        new ProcessBuilder(
                List.of(
                    "unshare",
                    "--net",
                    "--mount",
                    "--pid",
                    "--fork",
                    "--kill-child",
                    "--mount-proc",
                    "sh",
                    "-c",
                    SCRIPT,
                    "sh",
                    Integer.toString(only),
                    Path.of(program).toAbsolutePath().toString(),
                    folder.toString()))
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(60, TimeUnit.SECONDS) ? process.exitValue() : -1, output);
    return output;
  }
}
