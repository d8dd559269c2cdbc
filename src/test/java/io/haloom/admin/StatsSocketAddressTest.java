package io.haloom.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.haloom.harness.Needs;
import io.haloom.net.ConnectOptions;
import io.haloom.net.ConnectRequest;
import io.haloom.net.Connection;
import io.haloom.net.ListenOptions;
import io.haloom.net.ListenRequest;
import io.haloom.net.Transport;
import io.haloom.net.UnixAddress;
import io.haloom.net.transport.Transports;
import io.haloom.os.linux.BlockingListener;
import io.haloom.os.linux.Native;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every form of address that {@code stats socket} takes. */
class StatsSocketAddressTest {
  private static final int F_DUPFD_CLOEXEC = 1030;

  @TempDir Path folder;

  @BeforeEach
  void descriptorsAreThere() {
    assumeTrue(BlockingListener.available(), "only Linux has them all");
  }

  private static String configuration(String address) {
    return """
    global
      stats socket "%s" level operator
      stats timeout 10s
    """
        .formatted(address);
  }

  private static BlockingListener given(SocketAddress address) throws IOException {
    return new BlockingListener(new ListenRequest(address, -1, 10, ListenOptions.DEFAULT));
  }

  /** The stats socket's own: it is closed with it. */
  private static int duplicate(BlockingListener listener) {
    return Native.C.fcntl(listener.descriptor(), F_DUPFD_CLOEXEC, 0);
  }

  private static int freePort(InetAddress address) throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, address)) {
      return socket.getLocalPort();
    }
  }

  private static String ask(InetSocketAddress address, String line) throws IOException {
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(line.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private static void assertServes(String written, InetSocketAddress address, String shown)
      throws IOException {
    try (AdminWorld world = new AdminWorld(configuration(written))) {
      assertEquals(1, world.server.listening());
      assertEquals("operator\n\n", ask(address, "show cli level\n"));
      assertEquals(
          "# socket lvl processes\n" + shown + " operator all\n\n",
          ask(address, "show cli sockets\n"));
    }
  }

  @Test
  void inheritedTcpSocket() throws IOException {
    try (BlockingListener mine =
        given(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0))) {
      InetSocketAddress address = (InetSocketAddress) mine.localAddress();
      assertServes("fd@" + duplicate(mine), address, "ipv4@127.0.0.1:" + address.getPort());
    }
  }

  @Test
  void inheritedUnixSocket() throws IOException {
    UnixAddress address = UnixAddress.file(folder.resolve("given").toString());
    try (BlockingListener mine = given(address);
        AdminWorld world = new AdminWorld(configuration("fd@" + duplicate(mine)))) {
      assertEquals(1, world.server.listening());
      assertEquals("operator\n\n", RawClient.ask(folder.resolve("given"), "show cli level\n"));
    }
  }

  @Test
  void internetAddresses() throws IOException {
    InetAddress four = InetAddress.getByName("127.0.0.1");
    for (String prefix : new String[] {"", "ipv4@", "tcp4@"}) {
      int port = freePort(four);
      assertServes(
          prefix + "127.0.0.1:" + port,
          new InetSocketAddress(four, port),
          "ipv4@127.0.0.1:" + port);
    }
  }

  @Test
  void ipv6Addresses() throws IOException {
    Needs.ipv6();
    InetAddress six = Inet6Address.getByName("::1");
    int port = freePort(six);
    assertServes("ipv6@::1:" + port, new InetSocketAddress(six, port), "ipv6@[::1]:" + port);
  }

  @Test
  void abstractNames() throws Exception {
    String name = "haloom-stats-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
    try (AdminWorld world = new AdminWorld(configuration("abns@" + name))) {
      assertEquals(1, world.server.listening());
      assertEquals("operator\n\n", askAbstract(name));
    }
  }

  private static String askAbstract(String name) throws Exception {
    CompletableFuture<String> answer = new CompletableFuture<>();
    try (Transport transport = Transports.open("epoll", 1).transport()) {
      ConnectRequest request =
          new ConnectRequest(
              UnixAddress.abstractName(name), null, null, 5000, null, ConnectOptions.DEFAULT);
      transport.start(
          "test",
          () -> {
            try (Connection connection = transport.connect(request)) {
              connection.write(StandardCharsets.US_ASCII.encode("show cli level\n"));
              ByteBuffer got = ByteBuffer.allocate(100);
              while (connection.read(got) >= 0) {
                continue;
              }
              answer.complete(StandardCharsets.US_ASCII.decode(got.flip()).toString());
            } catch (IOException | RuntimeException e) {
              answer.completeExceptionally(e);
            }
          });
      return answer.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void unixFilesWithAndWithoutTheFamily() throws IOException {
    for (String prefix : new String[] {"", "unix@", "uxst@"}) {
      Path path = folder.resolve("s");
      try (AdminWorld world = new AdminWorld(configuration(prefix + path))) {
        assertEquals(1, world.server.listening());
        assertEquals(
            "# socket lvl processes\nunix@" + path + " operator all\n\n",
            RawClient.ask(path, "show cli sockets\n"));
      }
    }
  }
}
