package io.haloom;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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

  @Test
  void saysNothingWithoutSystemd() throws IOException {
    new SystemdNotifier(null).ready();
  }

  private void assertTells(String bound, String named) throws IOException {
    try (UnixDatagramChannel systemd = UnixDatagramChannel.open()) {
      systemd.bind(new UnixSocketAddress(bound));
      SystemdNotifier notifier = new SystemdNotifier(named);
      notifier.ready();
      assertEquals("READY=1\nMAINPID=" + pid, receive(systemd));
      notifier.reloading();
      assertEquals("RELOADING=1\nMAINPID=" + pid, receive(systemd));
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
