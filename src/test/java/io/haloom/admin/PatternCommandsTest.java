package io.haloom.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of ACLs and maps, beside what HAProxy 2.6.12 answered to the same lines. */
class PatternCommandsTest {
  private static final String CONFIGURATION =
      """
      global
        stats socket %1$s/s level admin
      defaults
        timeout client 5s
        timeout server 5s
        timeout connect 2s
      frontend fe
        bind unix@%1$s/fe
        acl net src -f %1$s/l.lst
        acl net src 127.0.0.1
        acl name req.ssl_sni -i foo.com bar.com
        acl id7 req.payload(0,2) -m beg -u 7 /a /b
        acl both req.ssl_sni -M -f %1$s/m.map
        tcp-request content set-var(txn.a) req.ssl_sni,map(%1$s/m.map,none)
        tcp-request content set-var(txn.b) req.ssl_sni,map_beg(%1$s/m.map)
        tcp-request content set-var(txn.c) src,map_ip_int(%1$s/i.map,5)
        tcp-request content reject if { req.ssl_alpn x } net
        tcp-request content reject if name id7 both
      """;

  @TempDir Path folder;

  private AdminWorld world() throws IOException {
    write("m.map", "# c\na 1\nb two words here \n/api  backend1\n/api/v2 backend2\na dup\n");
    write(
        "l.lst",
        "10.0.0.0/8\n192.168.1.1\n# x\n  2001:db8::/32\n10.1.0.0/16\n1.2.3.0/255.0.255.0\n");
    write("i.map", "1.0.0.0/8 10\n1.2.0.0/16 20\n");
    return new AdminWorld(CONFIGURATION.formatted(folder));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private String ask(AdminWorld world, String command) throws IOException {
    String line = command.replace("F:", folder + "/").replace("\\n", "\n");
    String answer = RawClient.askAndFinish(world.path(0), line.contains("<<") ? line : line + "\n");
    return answer.replace(folder + "/", "F:");
  }

  /** Numbers of patterns are addresses in HAProxy; it counts patterns once for each use of them. */
  private static String masked(String answer) {
    return answer.replaceAll("0x[0-9a-f]{6,}", "0xN").replaceAll("entry_cnt=[0-9]+", "entry_cnt=N");
  }

  @Test
  void answersAreHaproxys() throws IOException {
    String transcript;
    try (InputStream in = getClass().getResourceAsStream("patterns.txt")) {
      transcript = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    StringBuilder actual = new StringBuilder();
    try (AdminWorld world = world()) {
      for (String line : transcript.split("\n")) {
        if (line.startsWith("> ")) {
          actual.append(line).append('\n').append(ask(world, line.substring(2)));
        }
      }
    }
    assertEquals(masked(transcript), masked(actual.toString()));
  }

  @Test
  void aPatternIsKnownByItsNumber() throws IOException {
    try (AdminWorld world = world()) {
      assertTrue(ask(world, "show map").contains("(F:m.map)"));
      assertTrue(ask(world, "show map F:m.map").contains(" a 1\n"));
      String number = ask(world, "show map F:m.map").split(" ")[0];
      assertEquals("\n", ask(world, "set map F:m.map #" + number + " changed"));
      assertTrue(ask(world, "show map F:m.map").startsWith(number + " a changed\n"));
      assertEquals("\n", ask(world, "del map F:m.map #" + number));
      assertTrue(ask(world, "get map F:m.map a").endsWith("value=\"dup\", type=\"str\"\n\n"));
      assertTrue(ask(world, "show map").contains("entry_cnt=4\n"));
    }
  }

  @Test
  void aValueOfAnotherTypeIsRefused() throws IOException {
    try (AdminWorld world = world()) {
      assertEquals("unable to parse 'xx'.\n\n", ask(world, "set map F:i.map 1.2.0.0/16 xx"));
      assertTrue(ask(world, "get map F:i.map 1.2.3.4").contains("value=\"20\", type=\"sint\""));
    }
  }
}
