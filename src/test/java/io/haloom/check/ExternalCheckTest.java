package io.haloom.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code option external-check} with scripts of its own. */
@Timeout(60)
class ExternalCheckTest {
  @TempDir Path folder;

  private String script(String name, String body) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    assertTrue(file.toFile().setExecutable(true));
    return file.toString();
  }

  private static CheckWorld world(String command, String lines, String words) throws IOException {
    return CheckWorld.of(
        """
        global
          external-check
          insecure-fork-wanted
        defaults
          timeout connect 10s
          timeout client 10s
          timeout server 10s
        listen l
          bind 127.0.0.1:7777
          id 42
          option external-check
          external-check command %s
        %s
          server s 127.0.0.9:8888 id 7 check %s
        """
            .formatted(command, lines.indent(2), words));
  }

  private static String run(CheckWorld world) throws Exception {
    Subject subject = new Subject(world.server(), false);
    return CheckWorld.text(new ExternalCheck(subject.kind()).check(subject));
  }

  private static String check(String command, String words) throws Exception {
    try (CheckWorld world = world(command, "", words)) {
      return run(world);
    }
  }

  @Test
  void theExitCodeTells() throws Exception {
    assertEquals("PROCOK/0", check(script("yes", "exit 0"), "inter 20s"));
    assertEquals("PROCERR/42", check(script("no", "exit 42"), "inter 20s"));
    String killed = check(script("killed", "kill -9 $$"), "inter 20s");
    assertEquals("PROCERR/137", killed);
  }

  @Test
  void argumentsAndEnvironment() throws Exception {
    Path out = folder.resolve("out");
    String command =
        script(
            "env.sh", "{ echo \"$@\"; /usr/bin/env; } >" + out + ".new; mv " + out + ".new " + out);
    try (CheckWorld world =
        world(command, "external-check path /usr/bin:/bin", "inter 20s maxconn 30")) {
      assertEquals("PROCOK/0", run(world));
    }
    List<String> lines = Files.readAllLines(out);
    assertEquals("127.0.0.1 7777 127.0.0.9 8888", lines.getFirst());
    Set<String> environment = new TreeSet<>(lines.subList(1, lines.size()));
    // The shell's own.
    environment.removeIf(line -> line.matches("(PWD|SHLVL|_|OLDPWD)=.*"));
    assertEquals(
        new TreeSet<>(
            List.of(
                "HAPROXY_PROXY_ADDR=127.0.0.1",
                "HAPROXY_PROXY_ID=42",
                "HAPROXY_PROXY_NAME=l",
                "HAPROXY_PROXY_PORT=7777",
                "HAPROXY_SERVER_ADDR=127.0.0.9",
                "HAPROXY_SERVER_CURCONN=0",
                "HAPROXY_SERVER_ID=7",
                "HAPROXY_SERVER_MAXCONN=30",
                "HAPROXY_SERVER_NAME=s",
                "HAPROXY_SERVER_PORT=8888",
                "HAPROXY_SERVER_PROTO=tcp",
                "HAPROXY_SERVER_SSL=0",
                "PATH=/usr/bin:/bin")),
        environment);
  }

  @Test
  void isFoundInItsPathOnly() throws Exception {
    script("mine", "exit 0");
    try (CheckWorld world = world("mine", "external-check path /bin:" + folder, "inter 20s")) {
      assertEquals("PROCOK/0", run(world));
    }
    try (CheckWorld world = world("true", "external-check path " + folder, "inter 20s")) {
      assertEquals("PROCERR/255", run(world));
    }
  }

  @Test
  void aProgramThatIsNotThere() throws Exception {
    try (CheckWorld world = world("/nonexistent", "", "inter 20s")) {
      assertEquals("PROCERR/255", run(world));
      String said = String.join("\n", world.events.take());
      String expected = "external health check: No such file or directory. Aborting.";
      assertTrue(said.contains("Failed to exec process for " + expected), said);
    }
  }

  @Test
  void aProgramThatDoesNotEndIsEnded() throws Exception {
    Path pid = folder.resolve("pid");
    String command = script("slow", "echo $$ >" + pid + "\nexec /bin/sleep 60");
    assertEquals("PROCTOUT/0", check(command, "inter 1s"));
    long id = Long.parseLong(Files.readString(pid).strip());
    assertFalse(ProcessHandle.of(id).map(ProcessHandle::isAlive).orElse(false));
  }

  @Test
  void isInterruptedWithItsServer() throws Exception {
    String command = script("slow", "exec /bin/sleep 60");
    try (CheckWorld world = world(command, "", "inter 20s")) {
      Thread.currentThread().interrupt();
      assertThrows(InterruptedException.class, () -> run(world));
    }
  }
}
