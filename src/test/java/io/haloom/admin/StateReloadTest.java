package io.haloom.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.haloom.harness.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code show servers state} and what the next process makes of it: this one, and HAProxy. */
class StateReloadTest {
  private static final List<String> CHANGES =
      List.of(
          "set server b1/a weight 50",
          "set server b1/b state maint",
          "set server b1/c state drain",
          "set server b1/h state ready",
          "set server b1/a addr 127.0.0.44 port 4444",
          "set server b1/p addr 127.0.0.46 port +7",
          "set server b1/k agent-addr 127.0.0.78",
          "set server b1/k agent-port 8889",
          "set server b1/r weight 50%",
          "set server b1/i weight 100%",
          "set server b1/n state drain",
          "disable health a2/x",
          "disable agent b1/j",
          "set server a2/y2 state maint",
          "add server a2/d1 127.0.0.1:5555 weight 3",
          "add server a2/d2 127.0.0.1:5556 id 50 check");

  @TempDir Path folder;
  private Path socket;
  private Path file;

  @BeforeEach
  void name() {
    socket = folder.resolve("s");
    file = folder.resolve("states");
  }

  private String configuration() {
    return """
    global
      stats socket %s level admin
      server-state-base %s
      server-state-file states
    defaults
      mode tcp
      timeout connect 1s
      timeout client 5s
      timeout server 5s
      load-server-state-from-file global
      default-server inter 1h
    backend b1
      id 77
      server a 127.0.0.1:9001
      server b 127.0.0.1:9002 id 9 weight 20
      server c 127.0.0.1:9003 id 3
      server e localhost:80
      server h 127.0.0.1:9008 disabled
      server i 127.0.0.1:9009 weight 0
      server j 127.0.0.1:9010 agent-check agent-port 7777 disabled
      server k 127.0.0.1:9011 agent-check agent-port 7777 agent-addr 127.0.0.9 disabled
      server l 127.0.0.1:+5
      server n %s/nobody
      server p [::1]:99
      server r 127.0.0.1:9001 backup
      server s 127.0.0.1:9001 track a2/x
      server u 127.0.0.1:0
    backend a2
      server x 127.0.0.1:9001 check disabled
      server-template y 2 127.0.0.1:9001 id 20
      server-template z 1-3 localhost:9001
    listen l4
      id 78
      bind unix@%s/l4
      server l1 127.0.0.1:9001 id 1
      server l2 127.0.0.1:9001 id 2
      server l3 127.0.0.1:9001 id 7
      server l4 127.0.0.1:9001
    """
        .formatted(socket, folder, folder, folder);
  }

  private interface Program extends AutoCloseable {
    @Override
    void close();
  }

  private Program haproxy() throws Exception {
    Files.deleteIfExists(socket);
    return Haproxy.start(folder, configuration(), socket)::close;
  }

  private Program haloom() {
    return Running.of(configuration())::close;
  }

  private String states() throws IOException {
    return RawClient.ask(socket, "show servers state\n");
  }

  /** The table without the seconds since the last change. */
  private static String table(String states) {
    return states
        .lines()
        .map(line -> line.replaceFirst("^(([^ ]+ ){9})-?[0-9]+ ", "$1T "))
        // The bit of an agent's check that is under way.
        .map(line -> line.replaceFirst("^(?<head>([^ ]+ ){14})23 ", "${head}22 "))
        .collect(Collectors.joining("\n"));
  }

  private String changed() throws IOException {
    for (String change : CHANGES) {
      RawClient.ask(socket, change + "\n");
    }
    return states();
  }

  @Test
  void theTableIsHaproxys() throws Exception {
    String first;
    String then;
    try (Program program = haproxy()) {
      first = states();
      then = changed();
    }
    try (Program program = haloom()) {
      assertEquals(table(first), table(states()));
      assertEquals(table(then), table(changed()));
    }
  }

  @Test
  void haproxyReadsOursAndWeReadIts() throws Exception {
    String ours;
    String its;
    try (Program program = haloom()) {
      ours = changed();
    }
    Files.writeString(file, ours);
    try (Program program = haproxy()) {
      its = states();
    }
    try (Program program = haloom()) {
      assertEquals(table(its), table(states()));
    }
    Files.writeString(file, its);
    try (Program program = haloom()) {
      assertEquals(table(its), table(states()));
    }
  }

  @Test
  void aBackendMayHaveAFileOfItsOwn() throws Exception {
    String text =
        """
        global
          stats socket %s level admin
          server-state-base %s
        backend b
          load-server-state-from-file local
          server-state-file-name own
          server a 127.0.0.1:9001 weight 10
        """
            .formatted(socket, folder);
    try (Running running = Running.of(text)) {
      RawClient.ask(socket, "set server b/a weight 5\n");
      Files.writeString(folder.resolve("own"), RawClient.ask(socket, "show servers state b\n"));
    }
    try (Running running = Running.of(text)) {
      assertEquals(5, running.server("b", "a").userWeight());
    }
  }
}
