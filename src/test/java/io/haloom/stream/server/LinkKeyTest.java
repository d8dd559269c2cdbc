package io.haloom.stream.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.haloom.tls.TlsGlobal;
import io.haloom.tls.TlsServer;
import io.haloom.tls.TlsWords;
import io.haloom.tls.TrustStores;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class LinkKeyTest {
  private static final InetSocketAddress ADDRESS = new InetSocketAddress("127.0.0.1", 443);

  private static LinkKey key(ServerTls tls) {
    return new LinkKey("server", ADDRESS, null, null, tls);
  }

  private static TlsServer settings() {
    TlsServer.Origin origin = new TlsServer.Origin("backend 'b'", "s");
    return new TlsServer(origin, TlsWords.NONE, TlsGlobal.DEFAULT, null, new TrustStores());
  }

  @Test
  void aHandshakeThatAskedForSomethingElseIsAnotherConnection() {
    TlsServer settings = settings();
    LinkKey a = key(new ServerTls(settings, "a.example", null));
    assertEquals(a, key(new ServerTls(settings, "a.example", null)));
    assertNotEquals(a, key(new ServerTls(settings, "b.example", null)));
    assertNotEquals(a, key(new ServerTls(settings, null, null)));
    assertNotEquals(a, key(new ServerTls(settings(), "a.example", null)));
    assertNotEquals(a, key(new ServerTls(settings, "a.example", "\u0002h2")));
    assertNotEquals(a, key(null));
  }
}
