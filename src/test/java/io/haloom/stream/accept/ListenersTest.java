package io.haloom.stream.accept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.haloom.harness.Eventually;
import io.haloom.harness.Peer;
import io.haloom.harness.Running;
import io.haloom.proxy.Frontend;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pausing, resuming and stopping, by signals and commands in any order. */
@Timeout(60)
class ListenersTest {
  private static final String CONFIG =
      """
      defaults
        timeout connect 5s
        timeout client 30s
        timeout server 30s
      listen l
        bind 127.0.0.1:0
        maxconn 1
        server s %s
      """;

  private final Peer echo = Peer.echo();
  private Running haloom;

  @BeforeEach
  void start() {
    haloom = Running.of(CONFIG.formatted(echo.address()));
  }

  @AfterEach
  void stop() {
    haloom.close();
    echo.close();
  }

  private static void assertServed(Socket client) throws IOException {
    client.getOutputStream().write('x');
    assertEquals('x', client.getInputStream().read());
  }

  /** Fails with the test's timeout where it does not end. */
  private void assertEnds() throws Exception {
    haloom.haloom().softStop();
    haloom.haloom().awaitStopped();
    assertThrows(IOException.class, () -> haloom.connect("l"));
  }

  @Test
  void whatWasNotPausedIsNotResumed() throws Exception {
    haloom.haloom().resume();
    haloom.haloom().resume();
    for (int i = 0; i < 20; i++) {
      try (Socket client = haloom.connect("l")) {
        assertServed(client);
      }
    }
    assertEnds();
  }

  @Test
  void whatWasStoppedStaysSo() throws Exception {
    Frontend frontend = haloom.haloom().runtime().frontend("l");
    Socket client = haloom.connect("l");
    assertServed(client);
    haloom.haloom().softStop();
    haloom.haloom().resume();
    haloom.haloom().pause();
    haloom.haloom().resume();
    assertEquals(Frontend.State.STOPPED, frontend.state());
    assertThrows(IOException.class, () -> haloom.connect("l"));
    client.close();
    haloom.haloom().awaitStopped();
  }

  @Test
  void aPausedOneCanBeStopped() throws Exception {
    haloom.haloom().pause();
    haloom.haloom().pause();
    assertThrows(IOException.class, () -> haloom.connect("l"));
    assertEnds();
  }

  /**
   * An acceptor that holds a client back outlives its socket, and must leave the next one alone.
   */
  @Test
  void resumingWhileFull() throws Exception {
    Frontend frontend = haloom.haloom().runtime().frontend("l");
    try (Socket first = haloom.connect("l")) {
      assertServed(first);
      try (Socket held = haloom.connect("l")) {
        Eventually.await(() -> waits("l"));
        haloom.haloom().pause();
        haloom.haloom().resume();
        try (Socket next = haloom.connect("l")) {
          first.close();
          for (Socket client : List.of(held, next)) {
            client.getOutputStream().write('x');
            client.shutdownOutput();
          }
          assertEquals("x", new String(held.getInputStream().readAllBytes()));
          assertEquals("x", new String(next.getInputStream().readAllBytes()));
        }
      }
    }
    Eventually.await(() -> frontend.sessions().get() == 0);
    for (int i = 0; i < 50; i++) {
      try (Socket client = haloom.connect("l")) {
        assertServed(client);
      }
    }
    assertEnds();
  }

  /**
   * Whether the kernel's queue is empty: who connected and is no session is held by an acceptor.
   */
  private boolean waits(String frontend) {
    // Of a listening socket (state 0A) the second of the two queues is that of connections.
    Pattern queued =
        Pattern.compile(
            ":%04X [0-9A-F]+:0000 0A [0-9A-F]{8}:(?!0{8})".formatted(haloom.port(frontend)));
    try {
      for (Path table : List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"))) {
        if (Files.exists(table) && queued.matcher(Files.readString(table)).find()) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
