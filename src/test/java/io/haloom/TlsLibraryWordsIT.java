package io.haloom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Eventually;
import io.haloom.harness.MadeCertificates;
import io.haloom.harness.Needs;
import io.haloom.harness.TlsClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Words of the global section that tell the library of TLS what the whole process is to have, in
 * HAProxy and in Haloom: what each of them says of the same file, serves and sends is the same.
 */
class TlsLibraryWordsIT {
  @TempDir Path folder;
  private MadeCertificates made;
  private List<String> programs;
  private int port;

  @BeforeEach
  void prepare() throws Exception {
    programs = List.of(Needs.haproxy(), Launched.LAUNCHER.toString());
    made = new MadeCertificates(folder);
    made.certificate("one", "ec", "localhost");
    made.join("chain.pem", "one.pem", "authority.pem");
    port = Launched.freePort();
  }

  private Path configuration(String global) throws IOException {
    return made.file(
        "test.cfg",
        """
        global
          stats socket %s/s level admin
          %s
        frontend web
          mode http
          bind 127.0.0.1:%d ssl crt %s
          timeout client 10s
          http-request return status 200
        """
            .formatted(folder, global, port, made.path("chain.pem")));
  }

  /** The same alert of both, or the same silence. */
  private String verdict(String global) throws Exception {
    List<String> said = new ArrayList<>();
    for (String program : programs) {
      Process check =
          new ProcessBuilder(program, "-c", "-f", configuration(global).toString())
              .redirectErrorStream(true)
              .start();
      String text = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      said.add(
          check.waitFor()
              + text.lines()
                  .filter(line -> line.startsWith("[ALERT]"))
                  .map(line -> line.replaceFirst("^\\[ALERT\\] *\\(\\d+\\) *: ", "\n"))
                  .reduce("", String::concat));
    }
    assertEquals(said.get(0), said.get(1));
    return said.get(1);
  }

  @FunctionalInterface
  private interface Look {
    String look() throws Exception;
  }

  /** What is seen of both while they run. */
  private String seen(String global, Look look) throws Exception {
    List<String> seen = new ArrayList<>();
    for (String program : programs) {
      Path file = configuration(global);
      Files.deleteIfExists(folder.resolve("s"));
      Process process =
          new ProcessBuilder(program, "-db", "-f", file.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("said").toFile())
              .start();
      try {
        Eventually.await(() -> answers() || !process.isAlive());
        seen.add(look.look());
      } finally {
        process.destroy();
        process.waitFor();
      }
    }
    assertEquals(seen.get(0), seen.get(1));
    return seen.get(1);
  }

  private boolean answers() {
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
      // A socket's file is there before anybody listens.
      return client.isConnected()
          && Launched.command(folder.resolve("s"), "show info").startsWith("Name");
    } catch (IOException e) {
      return false;
    }
  }

  private String providers() throws IOException {
    return Launched.command(folder.resolve("s"), "show ssl providers");
  }

  private String chain() throws Exception {
    Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
    try (SSLSocket secured = new TlsClient().on(client)) {
      secured.startHandshake();
      return secured.getSession().getPeerCertificates().length + " certificates";
    }
  }

  @Test
  void aProviderIsLoaded() throws Exception {
    String shown = seen("ssl-provider legacy", this::providers);
    assertTrue(shown.contains("- default\n") && shown.contains("- legacy\n"), shown);
    assertFalse(seen("", this::providers).contains("- legacy"));
    assertTrue(verdict("ssl-provider nobody").contains("ssl-provider nobody: unknown provider"));
  }

  @Test
  void providersAreLookedForInAFolder() throws Exception {
    String found = "ssl-provider-path %s\n  ssl-provider legacy\n  ssl-provider default";
    assertTrue(verdict(found.formatted(folder)).contains("legacy: unknown provider"));
    String others = "ssl-provider-path " + folder + "\n  ssl-provider-path ";
    Path modules = Path.of("/usr/lib/" + System.getProperty("os.arch").replace("amd64", "x86_64"));
    Path real = Path.of(modules + "-linux-gnu/ossl-modules");
    assertEquals("0", verdict(others + real + "\n  ssl-provider legacy\n  ssl-provider default"));
  }

  @Test
  void algorithmsAreChosenByTheirProperties() throws Exception {
    assertTrue(verdict("ssl-propquery provider=nobody").startsWith("1\n"));
    assertEquals("0", verdict("ssl-propquery ?provider=nobody"));
    assertEquals("0", verdict("ssl-propquery provider=default"));
    assertTrue(verdict("ssl-propquery ==").startsWith("1\n"));
  }

  @Test
  void whatIsLoadedTakesNothingAway() throws Exception {
    assertEquals("2 certificates", seen("ssl-provider null", this::chain));
  }

  @Test
  void anAuthorityThatSignsItselfIsNotSent() throws Exception {
    assertEquals("2 certificates", seen("", this::chain));
    assertEquals("1 certificates", seen("ssl-skip-self-issued-ca", this::chain));
  }
}
