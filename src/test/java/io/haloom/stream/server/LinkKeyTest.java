package io.haloom.stream.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class LinkKeyTest {
  private static final InetSocketAddress ADDRESS = new InetSocketAddress("127.0.0.1", 443);

  private static LinkKey key(LinkKey.Tls tls) {
    return new LinkKey("server", ADDRESS, null, null, tls);
  }

  @Test
  void aHandshakeThatAskedForSomethingElseIsAnotherConnection() {
    LinkKey a = key(new LinkKey.Tls("a.example", "h2"));
    assertEquals(a, key(new LinkKey.Tls("a.example", "h2")));
    assertNotEquals(a, key(new LinkKey.Tls("b.example", "h2")));
    assertNotEquals(a, key(new LinkKey.Tls("a.example", "http/1.1")));
    assertNotEquals(a, key(null));
  }
}
