package io.haloom.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListenTest {
  private NetHarness net;

  @BeforeEach
  void open() throws Exception {
    net = new NetHarness(1);
  }

  @AfterEach
  void close() {
    net.close();
  }

  private static ListenRequest request(InetSocketAddress address, ListenOptions options) {
    return new ListenRequest(address, -1, 10, options);
  }

  private String refusal(ListenRequest request) {
    return assertThrows(IOException.class, () -> net.transport.listen(request)).getMessage();
  }

  @Test
  void anAddressInUseIsRefusedInHaproxysWords() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, NetHarness.LOCAL)) {
      InetSocketAddress taken = (InetSocketAddress) other.getLocalSocketAddress();
      assertEquals(
          "cannot bind socket (Address already in use) for [127.0.0.1:" + taken.getPort() + "]",
          refusal(request(taken, ListenOptions.DEFAULT)));
    }
  }

  @Test
  void anAddressThatIsNotOursIsRefused() throws Exception {
    InetSocketAddress foreign = new InetSocketAddress("192.0.2.1", 0);
    assertEquals(
        "cannot bind socket (Cannot assign requested address) for [192.0.2.1:0]",
        refusal(request(foreign, ListenOptions.DEFAULT)));
  }

  @Test
  void aSecondProcessMayShareThePortUnlessForbidden() throws Exception {
    InetSocketAddress any = new InetSocketAddress(NetHarness.LOCAL, 0);
    try (Listener first = net.transport.listen(request(any, ListenOptions.DEFAULT))) {
      InetSocketAddress taken = (InetSocketAddress) first.localAddress();
      net.transport.listen(request(taken, ListenOptions.DEFAULT)).close();
      ListenOptions alone =
          new ListenOptions(false, false, 0, null, false, false, 0, -1, -1, -1, false);
      assertTrue(refusal(request(taken, alone)).contains("(Address already in use)"));
      assertNull(first.warning());
    }
  }

  @Test
  void anIpv6WildcardTakesIpv4UnlessToldOtherwise() throws Exception {
    Listener both = net.serve(new InetSocketAddress(InetAddress.getByName("::"), 0), c -> {});
    int port = ((InetSocketAddress) both.localAddress()).getPort();
    try (Socket client = NetHarness.client(new InetSocketAddress(NetHarness.LOCAL, port))) {
      assertEquals(-1, client.getInputStream().read());
    }
  }

  @Test
  void v6onlyRefusesIpv4() throws Exception {
    assumeTrue(NetHarness.onEpoll());
    ListenOptions options =
        new ListenOptions(false, false, 0, null, true, false, 0, -1, -1, -1, true);
    InetSocketAddress any = new InetSocketAddress(InetAddress.getByName("::"), 0);
    try (Listener six = net.transport.listen(request(any, options))) {
      int port = ((InetSocketAddress) six.localAddress()).getPort();
      assertThrows(
          IOException.class,
          () -> NetHarness.client(new InetSocketAddress(NetHarness.LOCAL, port)));
    }
  }

  @Test
  void whatTheJdkCannotDoIsRefusedByName() {
    assumeTrue(!NetHarness.onEpoll());
    InetSocketAddress any = new InetSocketAddress(NetHarness.LOCAL, 0);
    ListenOptions device =
        new ListenOptions(false, false, 0, "lo", false, false, 0, -1, -1, -1, true);
    assertEquals("'interface' needs the epoll transport", refusal(request(any, device)));
    ListenRequest inherited = new ListenRequest(null, 5, 10, ListenOptions.DEFAULT);
    assertEquals("'fd@5' needs the epoll transport", refusal(inherited));
  }

  @Test
  void deferredAcceptAndSegmentSizeAreGrantedOrWarnedOf() throws Exception {
    ListenOptions options =
        new ListenOptions(true, true, 1000, null, false, false, 5000, -1, -1, -1, true);
    InetSocketAddress any = new InetSocketAddress(NetHarness.LOCAL, 0);
    try (Listener listener = net.transport.listen(request(any, options))) {
      if (NetHarness.onEpoll()) {
        assertNull(listener.warning());
      } else {
        assertTrue(listener.warning().contains("'defer-accept'"), listener.warning());
      }
    }
  }
}
