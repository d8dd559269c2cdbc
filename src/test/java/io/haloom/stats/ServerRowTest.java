package io.haloom.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.haloom.balance.Balancers;
import io.haloom.proxy.Backend;
import io.haloom.proxy.ProxyWorld;
import org.junit.jupiter.api.Test;

class ServerRowTest {
  private final ProxyWorld world = new ProxyWorld(Balancers::of);

  private static String throttle(Backend backend) {
    return ServerRow.of(backend.server("a"), false).text(StatField.THROTTLE);
  }

  /** As HAProxy tells it, which reckons with its finer weights and not with those it shows. */
  @Test
  void aSlowStartIsTold() {
    for (String weight : new String[] {"1", "10"}) {
      Backend backend = world.backend("w" + weight, "a slowstart 8000 weight " + weight, "b");
      backend.server("a").changes().maintenance();
      assertEquals("", throttle(backend));
      backend.server("a").changes().ready();
      assertEquals("1".equals(weight) ? "7" : "6", throttle(backend), weight);
      world.timers.pass(2000);
      assertEquals("1".equals(weight) ? "32" : "31", throttle(backend), weight);
      world.timers.pass(6001);
      assertEquals("", throttle(backend));
    }
  }
}
