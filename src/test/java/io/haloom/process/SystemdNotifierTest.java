package io.haloom.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import jnr.unixsocket.UnixDatagramChannel;
import jnr.unixsocket.UnixSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemdNotifierTest {
  private final String pid = Long.toString(ProcessHandle.current().pid());

  @Test
  void tellsAPath(@TempDir Path folder) throws IOException {
    String path = folder.resolve("notify").toString();
    assertTells(path, path);
  }

  @Test
  void tellsAnAbstractName() throws IOException {
    String name = "haloom-notify-" + pid;
    assertTells("\0" + name, "@" + name);
  }

  /** After chroot the path leads nowhere. */
  @Test
  void tellsAPathThatIsOutOfReachByThen(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("notify");
    try (UnixDatagramChannel systemd = UnixDatagramChannel.open()) {
      systemd.bind(new UnixSocketAddress(path.toString()));
      SystemdNotifier notifier = new SystemdNotifier(path.toString(), 4711);
      Files.delete(path);
      notifier.stopping();
      assertEquals("STOPPING=1", receive(systemd));
    }
  }

  @Test
  void saysThatNobodyListens(@TempDir Path folder) {
    SystemdNotifier notifier = new SystemdNotifier(folder.resolve("none").toString(), 4711);
    assertThrows(IOException.class, notifier::stopping);
  }

  @Test
  void saysNothingWithoutSystemd() throws IOException {
    new SystemdNotifier(null, 1).ready("Ready.");
  }

  private void assertTells(String bound, String named) throws IOException {
    try (UnixDatagramChannel systemd = UnixDatagramChannel.open()) {
      systemd.bind(new UnixSocketAddress(bound));
      SystemdNotifier notifier = new SystemdNotifier(named, 4711);
      notifier.ready("Ready.");
      assertEquals("READY=1\nMAINPID=4711\nSTATUS=Ready.", receive(systemd));
      notifier.reloading();
      assertTrue(receive(systemd).matches("RELOADING=1\nMONOTONIC_USEC=\\d+\nMAINPID=4711"));
      notifier.stopping();
      assertEquals("STOPPING=1", receive(systemd));
    }
  }

  private static String receive(UnixDatagramChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(200);
    channel.receive(buffer);
    return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
  }
}
