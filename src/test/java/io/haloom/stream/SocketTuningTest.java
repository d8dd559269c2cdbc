package io.haloom.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.haloom.harness.Eventually;
import io.haloom.harness.Peer;
import io.haloom.harness.Running;
import io.haloom.os.linux.Native;
import io.haloom.proxy.count.Counter;
import io.haloom.proxy.count.Counters;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Words that tune the sockets of connections, and pipes, which the kernel is asked for. */
@Timeout(60)
class SocketTuningTest {
  private static final int SOL_SOCKET = 1;
  private static final int SO_SNDBUF = 7;
  private static final int SO_RCVBUF = 8;
  private static final int SO_KEEPALIVE = 9;
  private static final int SOL_TCP = 6;
  private static final int TCP_QUICKACK = 12;
  private static final int TCP_FASTOPEN_CONNECT = 30;
  private static final int F_GETPIPE_SZ = 1032;

  private static Running run(String global, String lines, Peer peer, String server) {
    return Running.of(
        """
        global
        %s
        defaults
          timeout connect 5s
          timeout client 30s
          timeout server 30s
        listen l
          bind 127.0.0.1:0
        %s
          server s %s %s
        """
            .formatted(global.indent(2), lines.indent(2), peer.address(), server));
  }

  private static String echoed(Socket client) throws IOException {
    client.getOutputStream().write('x');
    assertEquals('x', client.getInputStream().read());
    return KernelSockets.accepted(client);
  }

  private static String toServer(Peer peer) throws IOException {
    Eventually.await(() -> isConnected(peer));
    return KernelSockets.connectedTo(peer.port());
  }

  private static boolean isConnected(Peer peer) {
    try {
      return !KernelSockets.connectedTo(peer.port()).isBlank();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  // --- keep-alive ------------------------------------------------------------------------------

  private static String keptAlive(String lines) throws IOException {
    try (Peer echo = Peer.echo();
        Running running = run("", lines, echo, "");
        Socket client = running.connect("l")) {
      int ofClient = KernelSockets.option(echoed(client), SOL_SOCKET, SO_KEEPALIVE);
      return ofClient + " " + KernelSockets.option(toServer(echo), SOL_SOCKET, SO_KEEPALIVE);
    }
  }

  @Test
  void keepAliveOfBothSides() throws Exception {
    assertEquals("0 0", keptAlive(""));
    assertEquals("1 1", keptAlive("option tcpka"));
  }

  // --- buffers ---------------------------------------------------------------------------------

  /** The kernel tells of twice what was asked for. */
  @Test
  void sizesOfBuffers() throws Exception {
    String global =
        """
        tune.rcvbuf.client 20000
        tune.sndbuf.client 21000
        tune.rcvbuf.server 22000
        tune.sndbuf.server 23000
        """;
    try (Peer echo = Peer.echo();
        Running running = run(global, "", echo, "");
        Socket client = running.connect("l")) {
      String accepted = echoed(client);
      assertEquals(40_000, KernelSockets.option(accepted, SOL_SOCKET, SO_RCVBUF));
      assertEquals(42_000, KernelSockets.option(accepted, SOL_SOCKET, SO_SNDBUF));
      assertEquals(44_000, KernelSockets.option(toServer(echo), SOL_SOCKET, SO_RCVBUF));
      assertEquals(46_000, KernelSockets.option(toServer(echo), SOL_SOCKET, SO_SNDBUF));
    }
  }

  private static boolean hasPipeOf(int size) throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      List<Path> files = all.toList();
      for (Path file : files) {
        int descriptor = Integer.parseInt(file.getFileName().toString());
        if (Native.C.fcntl(descriptor, F_GETPIPE_SZ, 0) == size) {
          return true;
        }
      }
    }
    return false;
  }

  /** Which are a power of two. */
  @Test
  void sizeOfPipes() throws Exception {
    needsEpoll();
    try (Peer echo = Peer.echo();
        Running running = run("tune.pipesize 200000", "option splice-request", echo, "");
        Socket client = running.connect("l")) {
      Thread.ofVirtual().start(() -> flood(client));
      client.getInputStream().readNBytes(2_000_000);
      assertTrue(hasPipeOf(262_144));
      Counters process = running.haloom().runtime().process().counters();
      assertTrue(process.get(Counter.SPLICED_BYTES) > 0);
    }
  }

  private static void flood(Socket client) {
    try {
      client.getOutputStream().write(new byte[2_000_000]);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  // --- acknowledgements ------------------------------------------------------------------------

  private static void needsEpoll() {
    assumeTrue(!"jdk".equals(System.getProperty("haloom.transport")));
  }

  /** Of a client that has said nothing yet. */
  private static int quickAckOfClient(String lines) throws IOException {
    try (Peer echo = Peer.echo();
        Running running = run("", lines, echo, "");
        Socket client = running.connect("l")) {
      assertTrue(isConnected(echo) || !toServer(echo).isBlank());
      return KernelSockets.option(KernelSockets.accepted(client), SOL_TCP, TCP_QUICKACK);
    }
  }

  @Test
  void clientsAreAcknowledgedWithTheAnswer() throws Exception {
    needsEpoll();
    assertEquals(1, quickAckOfClient(""));
    assertEquals(0, quickAckOfClient("option tcp-smart-accept"));
  }

  /** Of a server that has been asked and says nothing. */
  private static int ofSilentServer(String lines, String server, int option) throws IOException {
    String all = "mode http\nretry-on conn-failure empty-response response-timeout\n" + lines;
    try (Peer silent = Peer.of(c -> c.getInputStream().readAllBytes());
        Running running = run("", all, silent, server);
        Socket client = running.connect("l")) {
      client.getOutputStream().write("GET / HTTP/1.1\r\nhost: h\r\n\r\n".getBytes());
      return KernelSockets.option(toServer(silent), SOL_TCP, option);
    }
  }

  /** Segments to a server before the request: the SYN, and the ACK of the server's. */
  private static int segmentsBeforeRequest(String lines) throws IOException {
    try (Peer silent = Peer.of(c -> c.getInputStream().readAllBytes());
        Running running = run("", "mode http\n" + lines, silent, "");
        Socket client = running.connect("l")) {
      client.getOutputStream().write("GET / HTTP/1.1\r\nhost: h\r\n\r\n".getBytes());
      Eventually.await(() -> segments("data_segs_out", silent) == 1);
      return segments("segs_out", silent) - 1;
    }
  }

  private static int segments(String name, Peer server) {
    try {
      String told = KernelSockets.connectedTo(server.port());
      Matcher number = Pattern.compile(" " + name + ":([0-9]+)").matcher(told);
      return number.find() ? Integer.parseInt(number.group(1)) : 0;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Where the request is late, the ACK goes alone all the same. */
  @Test
  void serversAreAcknowledgedWithTheRequest() throws Exception {
    needsEpoll();
    assertEquals(2, segmentsBeforeRequest("no option tcp-smart-connect"));
    Eventually.await(() -> isAcknowledgedWithTheRequest());
  }

  private static boolean isAcknowledgedWithTheRequest() {
    try {
      return segmentsBeforeRequest("option tcp-smart-connect") == 1;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  // --- fast open -------------------------------------------------------------------------------

  @Test
  void fastOpenOfServers() throws Exception {
    needsEpoll();
    assertEquals(0, ofSilentServer("", "", TCP_FASTOPEN_CONNECT));
    assertEquals(1, ofSilentServer("", "tfo", TCP_FASTOPEN_CONNECT));
    assertEquals(0, ofSilentServer("", "tfo no-tfo", TCP_FASTOPEN_CONNECT));
  }
}
