package io.haloom.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.stats.StatField;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same lines said to HAProxy and to Haloom over the same proxies, and the answers compared, one
 * by one. Lines are in {@code commands.txt}; what varies from run to run is masked.
 */
class HaproxyDifferenceTest {
  private static final String CONFIGURATION =
      """
      global
        stats socket %1$s/s level admin
        stats timeout 30s
        maxconn 200
        node nodeX
        description some text
      defaults
        timeout client 5s
        timeout server 5s
        timeout connect 1s
      frontend fe1
        bind unix@%1$s/fe1a name l1
        bind unix@%1$s/fe1b id 7
        option socket-stats
        maxconn 50
        default_backend be1
      frontend fe2
        bind unix@%1$s/fe2
        rate-limit sessions 33
        default_backend be2
      backend be1
        server s1 127.0.0.1:21011 weight 5
        server s2 127.0.0.1:21012 maxconn 10 maxqueue 3
        server s3 127.0.0.1:21013 backup
        server s4 127.0.0.1:21014 id 40 check inter 60000 disabled
      backend be2
        balance static-rr
        fullconn 77
        server t1 127.0.0.1:21015 check inter 60000 disabled agent-check agent-port 21016 agent-inter 60000
        server t2 127.0.0.1:21017 track be2/t1
        server t3 [::1]:21018 weight 0
      backend be3
        balance leastconn
        server u1 127.0.0.1:21019
        server u2 unix@/nowhere
        server u3 127.0.0.1:+5
      backend off
        disabled
        server x 127.0.0.1:21020
      listen li1
        bind unix@%1$s/li1
        acl named srv_is_up(l1)
        server l1 127.0.0.1:21021 id 9
      """;

  private static final Pattern SECONDS_OF_STATE =
      Pattern.compile("(?m)^(\\d+ \\S+ \\d+ \\S+ \\S+ \\d+ \\d+ \\d+ \\d+) \\d+ ");

  @TempDir Path ours;
  @TempDir Path theirs;

  /** Of clients that ask one thing, and of those that ask several. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s\n",
        "prompt\n%s\nshow cli level\nquit\n",
        "set severity-output number;%s;show cli level\n",
        "%s <<\n\nshow cli level\n"
      })
  void answersAreTheSame(String conversation) throws Exception {
    compare(conversation);
  }

  /** Clients read up to the empty line; HAProxy 2.6 left it out behind a few answers. */
  @Test
  void everyAnswerEndsWithAnEmptyLine() throws Exception {
    try (AdminWorld haloom = new AdminWorld(CONFIGURATION.formatted(ours))) {
      List<String> lines = new ArrayList<>(lines());
      lines.add("set var proc.v int(1)");
      for (String line : lines) {
        String answer = RawClient.ask(haloom.path(0), line + "\n");
        boolean whole = answer.equals("\n") || answer.endsWith("\n\n");
        assertTrue(
            whole || line.matches("operator -|prompt;.*|quit|get var .*"),
            () -> line + ": " + answer);
      }
    }
  }

  private void compare(String conversation) throws Exception {
    List<String> differences = new ArrayList<>();
    String configuration = CONFIGURATION.formatted(theirs);
    try (Haproxy haproxy = Haproxy.start(theirs, configuration, theirs.resolve("s"));
        AdminWorld haloom = new AdminWorld(CONFIGURATION.formatted(ours))) {
      for (String line : lines()) {
        String asked = conversation.formatted(line);
        String expected = closed(masked(RawClient.ask(theirs.resolve("s"), asked)));
        String actual = closed(masked(RawClient.ask(haloom.path(0), asked)));
        if (!expected.equals(actual)) {
          differences.add(line + difference(expected, actual));
        }
      }
    }
    assertEquals(List.of(), differences, () -> String.join("\n", differences));
  }

  /** Without empty lines, which HAProxy leaves out behind some of its messages. */
  private static String closed(String answer) {
    return answer.replaceAll("\n+", "\n");
  }

  /** The lines that only one of them has. */
  private static String difference(String expected, String actual) {
    List<String> theirs = List.of(expected.split("\n", -1));
    List<String> ours = List.of(actual.split("\n", -1));
    StringBuilder text = new StringBuilder();
    theirs.stream()
        .filter(line -> !ours.contains(line))
        .forEach(line -> text.append("\n  HAProxy: ").append(line));
    ours.stream()
        .filter(line -> !theirs.contains(line))
        .forEach(line -> text.append("\n  Haloom:  ").append(line));
    return text.isEmpty() ? "\n  the same lines, otherwise ordered" : text.toString();
  }

  private static List<String> lines() throws IOException {
    try (InputStream in = HaproxyDifferenceTest.class.getResourceAsStream("commands.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    }
  }

  private String masked(String answer) {
    String text = answer.replace(ours.toString(), "DIR").replace(theirs.toString(), "DIR");
    text = text.replace("DIR/haproxy.cfg", "test.cfg");
    // 2.6 says so of an ACL, too, that "del acl" does not find.
    text = text.replace("Unknown map identifier", "Unknown ACL identifier");
    text = SECONDS_OF_STATE.matcher(text).replaceAll("$1 T ");
    text = text.replaceAll("(?m)(Total events captured on) \\[[^]]*\\]", "$1 [T]");
    text = text.replaceAll("idle_per_thr\\[\\d+\\]", "idle_per_thr[N]");
    text = text.replaceAll("(?m)^(\\S+/\\S+ \\d+/\\d+ \\S+ \\d+ - 5000 .* -1 0)( 0)+$", "$1 N");
    text =
        text.replaceAll("(\\w\\.\\d+\\.\\d+\\.2[34]\\.(lastchg|downtime)\\.1:M.P:u32:)\\d+", "$1T");
    text =
        text.replaceAll(
            "(\"name\":\"(lastchg|downtime)\"[^v]*\"value\":\\{[^v]*\"value\":)\\d+", "$1\"T\"");
    text = text.replaceAll("(?m)^(\\d+ off|off/x) .*\\n", "");
    return text.contains("# pxname") ? maskedCsv(text) : text;
  }

  /**
   * The columns lastchg and downtime count seconds. A server of {@code add server} keeps idle
   * connections like any other since HAProxy 3.0; 2.6 tells of a limit of none.
   */
  private static String maskedCsv(String text) {
    StringBuilder masked = new StringBuilder();
    for (String line : text.split("\n", -1)) {
      String[] cells = line.split(",", -1);
      for (int i = 23; cells.length > 80 && i < 25; i++) {
        cells[i] = cells[i].isEmpty() || line.startsWith("#") ? cells[i] : "T";
      }
      int limit = StatField.SRC_ILIM.ordinal();
      if (cells.length > limit && cells[limit].equals("0")) {
        cells[limit] = "";
      }
      masked.append(String.join(",", cells)).append('\n');
    }
    return masked.toString();
  }
}
