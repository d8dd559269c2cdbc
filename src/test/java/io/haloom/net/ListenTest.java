package io.haloom.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.haloom.harness.Needs;
import java.io.IOException;
import java.net.BindException;
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
          new ListenOptions(
              false,
              false,
              0,
              null,
              ListenOptions.V6Only.SYSTEM,
              false,
              0,
              ListenOptions.UnixOwner.SYSTEM,
              false);
      assertTrue(refusal(request(taken, alone)).contains("(Address already in use)"));
      assertNull(first.warning());
    }
  }

  @Test
  void onceClosedItTakesNobody() throws Exception {
    for (int i = 0; i < 100; i++) {
      Listener listener = net.serve(new InetSocketAddress(NetHarness.LOCAL, 0), c -> {});
      InetSocketAddress address = (InetSocketAddress) listener.localAddress();
      try (Socket client = NetHarness.client(address)) {
        assertEquals(-1, client.getInputStream().read());
      }
      listener.close();
      assertThrows(IOException.class, () -> NetHarness.client(address));
    }
  }

  @Test
  void anIpv6WildcardTakesIpv4UnlessToldOtherwise() throws Exception {
    Needs.ipv6();
    Listener both = net.serve(new InetSocketAddress(InetAddress.getByName("::"), 0), c -> {});
    int port = ((InetSocketAddress) both.localAddress()).getPort();
    try (Socket client = NetHarness.client(new InetSocketAddress(NetHarness.LOCAL, port))) {
      assertEquals(-1, client.getInputStream().read());
    }
  }

  @Test
  void v6onlyRefusesIpv4() throws Exception {
    Needs.ipv6();
    assumeTrue(NetHarness.onEpoll());
    ListenOptions options =
        new ListenOptions(
            false,
            false,
            0,
            null,
            ListenOptions.V6Only.ON,
            false,
            0,
            ListenOptions.UnixOwner.SYSTEM,
            true);
    InetSocketAddress any = new InetSocketAddress(InetAddress.getByName("::"), 0);
    for (int i = 0; i < 20; i++) {
      try (Listener six = net.transport.listen(request(any, options));
          Socket four = new Socket()) {
        int port = ((InetSocketAddress) six.localAddress()).getPort();
        // The port of IPv4 is free, or some other program's: held here, it is nobody else's, and
        // nobody listens there.
        InetSocketAddress same = new InetSocketAddress(NetHarness.LOCAL, port);
        four.bind(same);
        assertThrows(IOException.class, () -> NetHarness.client(same));
        return;
      } catch (BindException taken) {
        continue;
      }
    }
    fail("the ports of IPv4 are taken, too");
  }

  @Test
  void whatTheJdkCannotDoIsRefusedByName() {
    assumeTrue(!NetHarness.onEpoll());
    InetSocketAddress any = new InetSocketAddress(NetHarness.LOCAL, 0);
    ListenOptions device =
        new ListenOptions(
            false,
            false,
            0,
            "lo",
            ListenOptions.V6Only.SYSTEM,
            false,
            0,
            ListenOptions.UnixOwner.SYSTEM,
            true);
    assertEquals("'interface' needs the epoll transport", refusal(request(any, device)));
    ListenRequest inherited = new ListenRequest(null, 5, 10, ListenOptions.DEFAULT);
    assertEquals("'fd@5' needs the epoll transport", refusal(inherited));
  }

  @Test
  void deferredAcceptAndSegmentSizeAreGrantedOrWarnedOf() throws Exception {
    ListenOptions options =
        new ListenOptions(
            true,
            true,
            1000,
            null,
            ListenOptions.V6Only.SYSTEM,
            false,
            5000,
            ListenOptions.UnixOwner.SYSTEM,
            true);
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
