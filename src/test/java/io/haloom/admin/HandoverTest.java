package io.haloom.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.haloom.harness.Needs;
import io.haloom.model.BindConfig;
import io.haloom.os.linux.Descriptors;
import io.haloom.proxy.Frontend;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Listening sockets pass from one process to the next, whichever of them is HAProxy. */
class HandoverTest {
  private static final long PID = ProcessHandle.current().pid();

  @TempDir Path folder;
  @TempDir Path other;

  @BeforeEach
  void descriptorsAreThere() {
    assumeTrue(
        System.getProperty("haloom.transport", "epoll").equals("epoll"),
        "the JDK's sockets hide their descriptors");
  }

  private static String configuration(Path folder, String expose, String binds) {
    return """
    global
      stats socket %s/s level admin %s
      stats timeout 10s
    defaults
      timeout client 5s
      timeout server 5s
      timeout connect 1s
    frontend fe
    %s
    """
        .formatted(folder, expose, binds);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void eachBindLineGetsItsOwn() throws IOException {
    int port = freePort();
    String binds =
        "  bind 127.0.0.1:%d\n  bind unix@%s/u\n  bind abns@haloom-%d"
            .formatted(port, folder, port);
    try (AdminWorld old = new AdminWorld(configuration(folder, "expose-fd listeners", binds));
        Handover handover = Handover.from(folder.resolve("s").toString())) {
      assertEquals(4, handover.size(), "the stats socket too");
      Frontend frontend = old.runtime.frontend("fe");
      for (BindConfig bind : frontend.config().frontend().binds()) {
        int descriptor = handover.take(bind);
        assertTrue(Descriptors.isListening(descriptor), bind.written());
        Descriptors.close(descriptor);
        assertEquals(-1, handover.take(bind), "given once");
      }
      int stats = handover.take(old.runtime.config().global().stats().binds().get(0));
      assertTrue(Descriptors.isListening(stats));
      Descriptors.close(stats);
      assertEquals(0, handover.size());
    }
  }

  @Test
  void theNextProcessAnswersAtTheSameStatsSockets() throws IOException {
    int port = freePort();
    String text =
        configuration(folder, "expose-fd listeners", "  bind unix@%s/u".formatted(folder))
            .replace("defaults", "  stats socket 127.0.0.1:" + port + " level user\ndefaults");
    Path socket = folder.resolve("s");
    AdminWorld old = new AdminWorld(text);
    try (Handover handover = Handover.from(socket.toString());
        AdminWorld next = new AdminWorld(text, handover::take)) {
      assertEquals(0, handover.size());
      try (Socket waiting = new Socket(InetAddress.getLoopbackAddress(), port)) {
        old.server.stopListening();
        waiting.setSoTimeout(10_000);
        waiting.getOutputStream().write("show cli level\n".getBytes(StandardCharsets.US_ASCII));
        assertEquals("user\n\n", new String(waiting.getInputStream().readAllBytes()));
      }
      assertEquals("admin\n\n", RawClient.ask(socket, "show cli level\n"));
      assertEquals(2, next.server.listening());
    } finally {
      old.close();
    }
  }

  @Test
  void manyArePassedInSeveralMessages() throws IOException {
    StringBuilder binds = new StringBuilder();
    for (int i = 0; i < 600; i++) {
      binds.append("  bind abns@haloom-many-%d-%d\n".formatted(ProcessHandle.current().pid(), i));
    }
    try (AdminWorld old =
            new AdminWorld(configuration(folder, "expose-fd listeners", binds.toString()));
        Handover handover = Handover.from(folder.resolve("s").toString())) {
      assertEquals(601, handover.size());
      assertEquals(600, old.runtime.frontend("fe").listeners().size());
    }
  }

  @Test
  void whatIsNotExposedIsNotHanded() throws IOException {
    String binds = "  bind unix@%s/u".formatted(folder);
    Path socket = folder.resolve("s");
    String text = configuration(folder, "", binds);
    String user = "  stats socket %s/user level user\ndefaults".formatted(folder);
    try (AdminWorld old = new AdminWorld(text.replace("defaults", user))) {
      assertEquals(1, old.runtime.frontend("fe").listeners().size());
      assertThrows(IOException.class, () -> Handover.from(socket.toString()));
      String lower = folder.resolve("user").toString();
      assertThrows(IOException.class, () -> Handover.from(lower));
      assertThrows(IOException.class, () -> Handover.from(lower, PID));
      assertThrows(IOException.class, () -> Handover.from(socket.toString(), PID + 1));
      assertEquals("\n", RawClient.ask(socket, "user;_getsocks " + PID + "\n"));
    }
  }

  @Test
  void theSuccessorOfAProcessNeedsNoPermission() throws IOException {
    String binds = "  bind unix@%s/u".formatted(folder);
    try (AdminWorld old = new AdminWorld(configuration(folder, "", binds));
        Handover handover = Handover.from(folder.resolve("s").toString(), PID)) {
      assertEquals(1, old.runtime.frontend("fe").listeners().size());
      assertEquals(2, handover.size());
    }
  }

  @Test
  void anotherUserDoes() throws Exception {
    Needs.root();
    Needs.programs("setpriv", "socat");
    String binds = "  bind unix@%s/u".formatted(folder);
    String text = configuration(folder, "mode 666", binds);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (AdminWorld old = new AdminWorld(text)) {
      assertEquals(1, old.runtime.frontend("fe").listeners().size());
      String socat = "echo _getsocks " + PID + " | socat - unix-connect:" + folder.resolve("s");
      Process stranger =
          new ProcessBuilder("setpriv", "--reuid=65534", "--clear-groups", "sh", "-c", socat)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      assertEquals(0, stranger.getInputStream().readAllBytes().length);
      assertEquals(0, stranger.waitFor());
    }
  }

  @Test
  void nobodyThereIsToldSo() {
    assertThrows(IOException.class, () -> Handover.from(folder.resolve("none").toString()));
  }

  @Test
  void haproxyHandsOverToHaloom() throws Exception {
    int port = freePort();
    String binds = "  bind 127.0.0.1:%d\n  bind unix@%s/u".formatted(port, folder);
    String text = configuration(folder, "expose-fd listeners", binds);
    try (Haproxy old = Haproxy.start(folder, text, folder.resolve("s"));
        Handover handover = Handover.from(folder.resolve("s").toString())) {
      assertTrue(old.pid() > 0);
      assertEquals(3, handover.size());
      try (AdminWorld haloom = new AdminWorld(configuration(other, "", binds), handover::take)) {
        assertEquals(1, handover.size());
        assertEquals(2, haloom.runtime.frontend("fe").listeners().size());
      }
    }
  }

  @Test
  void haproxyTakesOverFromHaloom() throws Exception {
    int port = freePort();
    String binds = "  bind 127.0.0.1:%d".formatted(port);
    try (AdminWorld old = new AdminWorld(configuration(folder, "expose-fd listeners", binds))) {
      assertEquals(1, old.runtime.frontend("fe").listeners().size());
      // With noreuseport HAProxy could not bind the address a second time.
      String text = configuration(other, "", binds).replace("global\n", "global\n  noreuseport\n");
      String before = folder.resolve("s").toString();
      try (Haproxy haproxy = Haproxy.start(other, text, other.resolve("s"), "-x", before)) {
        assertTrue(haproxy.pid() > 0);
        assertEquals(
            "",
            Files.readString(other.resolve("haproxy.log")).replaceAll("(?m)^\\[NOTICE.*\\n", ""));
        try (Socket client = new Socket()) {
          client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 2000);
        }
      }
    }
  }
}
