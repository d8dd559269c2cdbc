package io.haloom.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.haloom.balance.Balancers;
import io.haloom.model.CookieConfig;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Cookies made of addresses; the values are those HAProxy 2.6.12 makes. */
class DynamicCookiesTest {
  private static final String COLLISION =
      "console We generated two equal cookies for two different servers.\n"
          + "Please change the secret key for 'be'.";

  private final ProxyWorld world = new ProxyWorld(Balancers::of);

  private Backend backend(String key, String... servers) {
    CookieConfig cookie =
        new CookieConfig("SRV", Set.of(CookieConfig.Mode.DYNAMIC), null, 0, 0, null, key);
    return world.cookies(cookie, List.of()).backend("be", servers);
  }

  @Test
  void theyAreHashesOfKeyAddressAndPort() {
    Backend backend = backend("secret", "a port 8001", "b port 8001 addr ::1", "c cookie c");
    assertEquals("5257c60a33986867", backend.server("a").cookie());
    assertEquals("e42c4100a6e50789", backend.server("b").cookie());
    assertEquals("c", backend.server("c").cookie());
  }

  @Test
  void theyFollowTheAddress() {
    Backend backend = backend("secret", "a port 8001");
    backend.server("a").changes().changeAddress("127.0.0.2", null, "test");
    assertEquals("927a2920b57d2810", backend.server("a").cookie());
  }

  @Test
  void commandsChangeThem() {
    Backend backend = backend("secret", "a port 8001", "c cookie c");
    backend.cookies().key("other");
    assertEquals("c34e6dc3dd17d56b", backend.server("a").cookie());
    backend.cookies().enable(false);
    assertNull(backend.server("a").cookie());
    backend.cookies().key("secret");
    assertNull(backend.server("a").cookie());
    backend.cookies().enable(true);
    assertEquals("5257c60a33986867", backend.server("a").cookie());
    assertEquals("c", backend.server("c").cookie());
  }

  @Test
  void equalOnesAreWarnedOfButNotOfServersThatAreOut() {
    Backend backend = backend("secret", "a port 8001", "b port 8002", "c port 8001 disabled");
    world.events.take();
    backend.server("b").changes().changeAddress(null, "8001", "test");
    assertEquals(List.of(COLLISION), world.events.take());
    backend.cookies().check(backend.server("c"));
    assertEquals(List.of(COLLISION, COLLISION), world.events.take());
  }

  @Test
  void aServerAddedLaterHasOneToo() {
    Backend backend = backend("secret", "a port 8002");
    world.events.take();
    assertEquals(
        "5257c60a33986867", backend.dynamicServers().add(ProxyWorld.added("z port 8001")).cookie());
    backend.dynamicServers().add(ProxyWorld.added("y port 8001"));
    assertEquals(List.of(), world.events.take(), "it is in maintenance");
  }
}
