package io.haloom.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Peer;
import io.haloom.harness.Running;
import io.haloom.proxy.count.Counter;
import java.io.IOException;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code source ADDRESS:LOW-HIGH} on a server, through the running program. */
@Timeout(60)
class SourcePortsTest {
  @TempDir Path folder;

  /** One of its own, so that no other test run takes its ports. */
  private final String source = "127.0." + new Random().nextInt(2, 250) + ".161";

  private Running run(String peer, String options, String more) {
    return Running.of(
        """
        global
          log $log local0
          stats socket %s level admin
        defaults
          mode tcp
          log global
          option tcplog
          timeout connect 2s
          timeout client 20s
          timeout server 20s
        listen l
          bind 127.0.0.1:0
          balance first
          %s
          server s1 %s source %s:20000-20009
          %s
        """
            .formatted(folder.resolve("stats"), options, peer, source, more));
  }

  /** Says from where it is connected to, and waits for the end. */
  private static Peer telling() {
    return Peer.of(
        c -> {
          String from = c.getInetAddress().getHostAddress() + ":" + c.getPort() + "\n";
          c.getOutputStream().write(from.getBytes());
          c.getInputStream().readAllBytes();
        });
  }

  /** A client, and from where the server is connected to for it; null when it was closed. */
  private record Client(Socket socket, String from) {
    static Client of(Running running) throws IOException {
      Socket socket = running.connect("l");
      StringBuilder line = new StringBuilder();
      int next = socket.getInputStream().read();
      while (next > '\n') {
        line.append((char) next);
        next = socket.getInputStream().read();
      }
      return new Client(socket, next < 0 ? null : line.toString());
    }
  }

  private Set<String> all() {
    return IntStream.rangeClosed(20000, 20009)
        .mapToObj(port -> source + ":" + port)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<Client> takeAll(Running running) throws IOException {
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      clients.add(Client.of(running));
    }
    assertEquals(all(), clients.stream().map(Client::from).collect(Collectors.toSet()));
    return clients;
  }

  private String command(String line) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(folder.resolve("stats")));
      channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII)));
      return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  @Test
  void theEleventhIsRedispatched() throws Exception {
    try (Peer peer = telling();
        Peer spare = telling();
        Running running =
            run(
                peer.address(),
                "option redispatch 1\n  retries 1",
                "server s2 " + spare.address())) {
      List<Client> clients = takeAll(running);
      Client eleventh = Client.of(running);
      assertTrue(eleventh.from().startsWith("127.0.0.1:"), eleventh.from());
      eleventh.socket().close();
      assertTrue(running.log().next(".* l/s2 .*").contains("/+1 "), "redispatched");
      for (Client client : clients) {
        client.socket().close();
      }
    }
  }

  @Test
  void theEleventhFailsWhereNoOtherServerIs() throws Exception {
    try (Peer peer = telling();
        Running running = run(peer.address(), "retries 1", "")) {
      List<Client> clients = takeAll(running);
      assertEquals(null, Client.of(running).from());
      String line = running.log().next("127\\.0\\.0\\.1:.*");
      assertTrue(line.contains(" l/s1 ") && line.contains(" 0 RC 11/11/10/10/1 "), line);
      String ports = command("show sourceports");
      assertTrue(ports.contains(" 20000-20009 10 10 10 2\n"), ports);
      assertEquals(
          2, running.server("l", "s1").counters().get(Counter.SOURCE_PORTS_EXHAUSTED), ports);

      String freed = clients.getFirst().from();
      clients.removeFirst().socket().close();
      running.log().next("127\\.0\\.0\\.1:.* -- .*");
      Client again = Client.of(running);
      assertEquals(freed, again.from());
      assertEquals(null, Client.of(running).from());
      again.socket().close();
      for (Client client : clients) {
        client.socket().close();
      }
    }
  }
}
