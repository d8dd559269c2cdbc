package io.haloom.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnixSocketTest {
  @TempDir private Path folder;
  private NetHarness net;

  @BeforeEach
  void open() throws Exception {
    net = new NetHarness(1);
  }

  @AfterEach
  void close() {
    net.close();
  }

  private String say(UnixAddress server, String text) throws Exception {
    return net.call(
        () -> {
          try (Connection c = net.connect(server)) {
            c.write(NetHarness.bytes(text));
            c.shutdownOutput();
            return NetHarness.readAll(c);
          }
        });
  }

  @Test
  void aFileIsServedAndReplacesWhatWasThere() throws Exception {
    UnixAddress address = UnixAddress.file(folder.resolve("s").toString());
    Files.writeString(Path.of(address.path()), "stale");
    assertEquals(address, net.serve(address, NetHarness::echo).localAddress());
    assertEquals("hi", say(address, "hi"));
    try (var left = Files.list(folder)) {
      assertEquals(1, left.count());
    }
  }

  @Test
  void itsModeIsSet() throws Exception {
    Path file = folder.resolve("s");
    ListenOptions options =
        new ListenOptions(
            false,
            false,
            0,
            null,
            ListenOptions.V6Only.SYSTEM,
            false,
            0,
            new ListenOptions.UnixOwner(0640, -1, -1),
            true);
    UnixAddress address = UnixAddress.file(file.toString());
    try (Listener l = net.transport.listen(new ListenRequest(address, -1, 10, options))) {
      assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      assertEquals(address, l.localAddress());
    }
  }

  @Test
  void tooLongANameIsRefusedInHaproxysWords() {
    UnixAddress address = UnixAddress.file(folder.resolve("x".repeat(120)).toString());
    IOException e =
        assertThrows(
            IOException.class,
            () -> net.transport.listen(new ListenRequest(address, -1, 10, ListenOptions.DEFAULT)));
    assertEquals(
        "name too long for UNIX socket (limit usually 97) [" + address.path() + "]",
        e.getMessage());
  }

  @Test
  void aMissingFolderIsNamed() {
    UnixAddress address = UnixAddress.file(folder + "/none/s");
    IOException e =
        assertThrows(
            IOException.class,
            () -> net.transport.listen(new ListenRequest(address, -1, 10, ListenOptions.DEFAULT)));
    assertTrue(e.getMessage().startsWith("cannot bind UNIX socket ("), e.getMessage());
    assertTrue(e.getMessage().endsWith("[" + address.path() + "]"), e.getMessage());
  }

  @Test
  void nobodyListensOnAStaleFile() throws Exception {
    UnixAddress address = UnixAddress.file(folder.resolve("s").toString());
    net.transport.listen(new ListenRequest(address, -1, 10, ListenOptions.DEFAULT)).close();
    assertTrue(Files.exists(Path.of(address.path())));
    ConnectFailure.Kind kind =
        net.call(() -> assertThrows(ConnectFailure.class, () -> net.connect(address)).kind());
    assertEquals(ConnectFailure.Kind.REFUSED, kind);
  }

  @Test
  void anAbstractNameIsServed() throws Exception {
    assumeTrue(NetHarness.onEpoll());
    UnixAddress address = UnixAddress.abstractName("haloom-test-" + System.nanoTime());
    net.serve(address, NetHarness::echo);
    assertEquals("hi", say(address, "hi"));
    IOException e = assertThrows(IOException.class, () -> net.serve(address, NetHarness::echo));
    assertEquals(
        "cannot bind UNIX socket (already in use) [" + address.path() + "]", e.getMessage());
  }

  @Test
  void anAbstractNameNeedsEpoll() {
    assumeTrue(!NetHarness.onEpoll());
    UnixAddress address = UnixAddress.abstractName("x");
    IOException e = assertThrows(IOException.class, () -> net.serve(address, NetHarness::echo));
    assertEquals("'abns@x' needs the epoll transport", e.getMessage());
    assertFalse(Files.exists(Path.of("x")));
  }
}
