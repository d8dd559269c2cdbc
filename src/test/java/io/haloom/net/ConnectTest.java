package io.haloom.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.harness.Needs;
import io.haloom.net.ConnectFailure.Kind;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectTest {
  private NetHarness net;
  private InetAddress source;

  @BeforeEach
  void open() throws Exception {
    net = new NetHarness(2);
    source = InetAddress.getByName("127.0.0.161");
  }

  @AfterEach
  void close() {
    net.close();
  }

  private Kind failure(ConnectRequest request) throws Exception {
    return net.call(
        () -> assertThrows(ConnectFailure.class, () -> net.transport.connect(request)).kind());
  }

  private ConnectRequest from(SocketAddress server, InetSocketAddress address, SourcePool pool) {
    return new ConnectRequest(server, address, pool, 5000, null, ConnectOptions.DEFAULT);
  }

  @Test
  void nobodyListens() throws Exception {
    InetSocketAddress server;
    try (ServerSocket socket = new ServerSocket(0, 1, NetHarness.LOCAL)) {
      server = (InetSocketAddress) socket.getLocalSocketAddress();
    }
    assertEquals(Kind.REFUSED, failure(NetHarness.request(server, 5000)));
  }

  @Test
  void nobodyAnswers() throws Exception {
    try (FullBacklog full = new FullBacklog()) {
      assertEquals(Kind.TIMEOUT, failure(NetHarness.request(full.address(), 100)));
    }
  }

  @Test
  void theSourceAddressIsUsed() throws Exception {
    InetSocketAddress server =
        net.serve(c -> c.write(NetHarness.bytes(String.valueOf(c.remoteAddress()))));
    String seen =
        net.call(
            () -> {
              ConnectRequest request = from(server, new InetSocketAddress(source, 0), null);
              try (Connection c = net.transport.connect(request)) {
                assertEquals(source, ((InetSocketAddress) c.localAddress()).getAddress());
                assertEquals(server, c.remoteAddress());
                return NetHarness.readAll(c);
              }
            });
    assertTrue(seen.startsWith("/127.0.0.161:"), seen);
  }

  @Test
  void aSourceThatIsNotOursIsAnError() throws Exception {
    InetSocketAddress server = net.serve(NetHarness::echo);
    InetAddress foreign = InetAddress.getByName("192.0.2.1");
    Kind kind = failure(from(server, new InetSocketAddress(foreign, 0), null));
    assertTrue(kind == Kind.ERROR || !NetHarness.onEpoll(), kind.name());
  }

  /** Opens connections until the pool is dry and returns the ports that they came from. */
  private Set<Integer> exhaust(SocketAddress server, SourcePool pool, List<Connection> opened) {
    Set<Integer> ports = new TreeSet<>();
    for (; ; ) {
      try {
        Connection c = net.transport.connect(from(server, null, pool));
        opened.add(c);
        ports.add(((InetSocketAddress) c.localAddress()).getPort());
      } catch (ConnectFailure e) {
        assertEquals(Kind.NO_SOURCE_PORT, e.kind());
        return ports;
      }
    }
  }

  @Test
  void aRangeGivesEveryPortOnceAndTakesThemBack() throws Exception {
    InetSocketAddress server = net.serve(NetHarness::echo);
    SourcePool pool = new SourcePool(source, 21_000, 21_009);
    Set<Integer> ports =
        net.call(
            () -> {
              List<Connection> opened = new ArrayList<>();
              Set<Integer> first = exhaust(server, pool, opened);
              assertEquals(10, opened.size());
              assertEquals(10, pool.inUse());
              assertEquals(1, pool.failures());
              opened.get(3).reset();
              opened.get(7).reset();
              while (pool.inUse() != 8) {
                Thread.yield();
              }
              List<Connection> again = new ArrayList<>();
              assertEquals(2, exhaust(server, pool, again).size());
              opened.forEach(Connection::close);
              again.forEach(Connection::close);
              while (pool.inUse() != 0) {
                Thread.yield();
              }
              assertEquals(10, pool.peak());
              return first;
            });
    Set<Integer> expected = new TreeSet<>();
    for (int port = 21_000; port <= 21_009; port++) {
      expected.add(port);
    }
    assertEquals(expected, ports);
  }

  @Test
  void portsThatOthersHoldAreSkipped() throws Exception {
    InetSocketAddress server = net.serve(NetHarness::echo);
    SourcePool pool = new SourcePool(source, 21_010, 21_013);
    try (ServerSocket other = new ServerSocket(21_011, 1, source)) {
      Set<Integer> ports =
          net.call(
              () -> {
                List<Connection> opened = new ArrayList<>();
                Set<Integer> got = exhaust(server, pool, opened);
                opened.forEach(Connection::reset);
                return got;
              });
      assertEquals(Set.of(21_010, 21_012, 21_013), ports);
      assertTrue(other.isBound());
    }
  }

  @Test
  void aPortInTimeWaitIsUsedForAnotherServerAndSkippedForThisOne() throws Exception {
    SourcePool pool = new SourcePool(source, 21_020, 21_020);
    InetSocketAddress one = net.serve(NetHarness::echo);
    InetSocketAddress two = net.serve(NetHarness::echo);
    net.call(
        () -> {
          try (Connection c = net.transport.connect(from(one, null, pool))) {
            c.shutdownOutput();
            NetHarness.readAll(c);
          }
          while (pool.inUse() != 0) {
            Thread.yield();
          }
          try (Connection c = net.transport.connect(from(two, null, pool))) {
            c.write(NetHarness.bytes("x"));
            c.shutdownOutput();
            return NetHarness.readAll(c);
          }
        });
  }

  @Test
  void ipv6() throws Exception {
    Needs.ipv6();
    Listener listener =
        net.serve(new InetSocketAddress(InetAddress.getByName("::1"), 0), NetHarness::echo);
    net.call(
        () -> {
          try (Connection c = net.connect(listener.localAddress())) {
            c.write(NetHarness.bytes("six"));
            c.shutdownOutput();
            assertEquals("six", NetHarness.readAll(c));
            assertEquals(listener.localAddress(), c.remoteAddress());
            return null;
          }
        });
  }
}
