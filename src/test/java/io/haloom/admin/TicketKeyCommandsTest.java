package io.haloom.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Needs;
import io.haloom.harness.Running;
import io.haloom.net.tls.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys of session tickets by commands; answers are HAProxy's. */
class TicketKeyCommandsTest {
  @TempDir Path folder;
  private Path socket;
  private Running haloom;

  @BeforeEach
  void start() throws Exception {
    Needs.openSsl();
    socket = folder.resolve("socket");
    haloom =
        Running.of(
            """
            global
              stats socket %s level admin
            frontend f
              mode http
              bind 127.0.0.1:0 ssl crt %s tls-ticket-keys %s
              bind 127.0.0.1:0 ssl crt %s tls-ticket-keys %s
              timeout client 10s
            """
                .formatted(socket, own(), file("tickets48"), own(), file("tickets80")));
  }

  private static Path own() throws Exception {
    return TestCertificates.localhost();
  }

  private static Path file(String name) throws Exception {
    return TestCertificates.file(name);
  }

  @AfterEach
  void close() {
    if (haloom != null) {
      haloom.close();
    }
  }

  private String ask(String command) throws IOException {
    return RawClient.ask(socket, command + "\n");
  }

  @Test
  void keysComeByCommands() throws Exception {
    Path known = file("tickets48");
    assertEquals(
        "# id (file)\n0 (" + file("tickets80") + ")\n1 (" + known + ")\n\n", ask("show tls-keys"));
    List<String> keys = Files.readAllLines(known);
    String shown = "# id secret\n# 1 (" + known + ")\n1.0 %s\n1.1 %s\n1.2 %s\n\n";
    assertEquals(shown.formatted(keys.toArray()), ask("show tls-keys #1"));
    String fresh = Base64.getEncoder().encodeToString(new byte[48]);
    assertEquals("TLS ticket key updated!\n\n", ask("set ssl tls-key " + known + " " + fresh));
    assertEquals(shown.formatted(keys.get(1), keys.get(2), fresh), ask("show tls-keys " + known));
    assertTrue(ask("show tls-keys *").contains("\n# 1 (" + known + ")\n1.0 " + keys.get(1)));
  }

  @Test
  void whatIsNoKeyIsRefused() throws Exception {
    assertEquals(
        "'set ssl tls-key' received a key of wrong size.\n\n", ask("set ssl tls-key #1 AAAA"));
    assertEquals(
        "'set ssl tls-key' received invalid base64 encoded TLS key.\n\n",
        ask("set ssl tls-key #1 AAA"));
    assertEquals(
        "'set ssl tls-key' unable to locate referenced filename\n\n",
        ask("set ssl tls-key #2 AAAA"));
    assertEquals(
        "'set ssl tls-key' expects a filename and the new TLS key in base64 encoding.\n\n",
        ask("set ssl tls-key #1"));
    assertEquals(
        "'show tls-keys' unable to locate referenced filename\n\n", ask("show tls-keys nope"));
  }

  @Test
  void providersAreNamed() throws Exception {
    String shown = ask("show ssl providers");
    assertTrue(shown.startsWith("Loaded providers : \n\t- "), shown);
    assertTrue(shown.contains("\t- default\n"), shown);
  }
}
