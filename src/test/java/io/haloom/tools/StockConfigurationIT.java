package io.haloom.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Needs;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The configuration that Debian's haproxy package installs, its error files included: it loads as
 * it is, and carries traffic once a frontend is added to it.
 */
@Timeout(120)
class StockConfigurationIT {
  private static final Path STOCK = Path.of("/etc/haproxy/haproxy.cfg");

  @TempDir Path folder;
  private final Tool curl = Tool.named("curl");

  @Test
  void loadsAndRuns() throws Exception {
    Needs.haproxy();
    Tool haloom = Tool.named(Path.of("bin", "haloom").toAbsolutePath());
    Tool.Result check = haloom.run("-c", "-f", STOCK.toString());
    assertEquals(0, check.status(), check.output());
    assertFalse(check.output().contains("[ALERT]"), check.output());

    int port = Program.freePort();
    try (WebServers servers = new WebServers()) {
      String config =
          Files.readString(STOCK)
                  // Where the package's service may be running, its socket is left to it.
                  .replace("/run/haproxy/admin.sock", folder.resolve("admin.sock").toString())
              + """

              frontend in
                bind 127.0.0.1:%d
                http-request deny if { path /denied }
                use_backend none if { path /none }
                default_backend app
              backend app
                server one 127.0.0.1:%d
              backend none
              """
                  .formatted(port, servers.start("one"));
      try (Balancer balancer = Balancer.start(Balancer.Kind.EPOLL, config, port)) {
        String url = "http://127.0.0.1:" + port;
        assertTrue(ask(url + "/").contains("\none\n"));
        assertEquals(errorFile("403"), ask(url + "/denied"));
        assertEquals(errorFile("503"), ask(url + "/none"));
      }
    }
  }

  private String ask(String url) throws Exception {
    String answer = curl.run("-s", "-i", "--max-time", "20", url).output().replace("\r", "");
    return answer.substring(answer.indexOf("\n\n") + 1);
  }

  /** The body that the installed file gives to that status. */
  private static String errorFile(String status) throws Exception {
    Path file = Path.of("/etc/haproxy/errors", status + ".http");
    String text = Files.readString(file).replace("\r", "");
    return text.substring(text.indexOf("\n\n") + 1);
  }
}
