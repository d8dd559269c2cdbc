package io.haloom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import io.haloom.demo.DemoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** bin/haloom in a control group that leaves it little memory. */
class SmallMemoryIT {
  private static final long MEGABYTE = 1 << 20;

  @TempDir Path folder;
  private DemoServer server;
  private Path group;

  @BeforeEach
  void start() throws Exception {
    server = new DemoServer("one");
    // With it, what the archive holds has to fit.
    try (Launched first = Launched.start("-c", "-f", configuration(Launched.freePort()))) {
      assertEquals(0, first.status());
    }
  }

  @AfterEach
  void close() throws IOException {
    if (group != null) {
      Files.deleteIfExists(group);
    }
  }

  private String configuration(int port) throws IOException {
    return Launched.configuration(folder, "", port, server.port()).toString();
  }

  /** Of either version of control groups. */
  private Path group(long megabytes) {
    String name = "haloom-test-" + ProcessHandle.current().pid();
    Map<String, String> limits = Map.of("memory/", "memory.limit_in_bytes", "", "memory.max");
    for (Map.Entry<String, String> version : limits.entrySet()) {
      Path made = Path.of("/sys/fs/cgroup", version.getKey() + name);
      try {
        Files.createDirectory(made);
        Path limit = made.resolve(version.getValue());
        if (Files.exists(limit)) {
          Files.writeString(limit, Long.toString(megabytes * MEGABYTE));
          return made;
        }
        Files.delete(made);
      } catch (IOException e) {
        // The other version, or no right to make one.
        continue;
      }
    }
    return abort("needs the right to make control groups with a limit of memory");
  }

  private Launched startIn(long megabytes, int port) throws IOException {
    group = group(megabytes);
    return Launched.start(
        Map.of(),
        "/bin/sh",
        "-c",
        "echo $$ >\"$1\" && shift && exec \"$@\"",
        "sh",
        group.resolve("cgroup.procs").toString(),
        Launched.LAUNCHER.toString(),
        "-db",
        "-f",
        configuration(port));
  }

  @Test
  void servesAndSaysItsBudget() throws Exception {
    int port = Launched.freePort();
    try (Launched program = startIn(200, port)) {
      assertEquals("one: hello", program.echo(port, "hello"));
      assertTrue(program.errSoFar().contains("The heap may take "), program.errSoFar());
    }
  }
}
