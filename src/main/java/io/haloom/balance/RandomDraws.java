package io.haloom.balance;

import io.haloom.proxy.BalanceKey;
import io.haloom.proxy.Balancer;
import io.haloom.proxy.Server;
import io.haloom.proxy.ServerSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;

/**
 * {@code random(draws)}: draws servers at random by weight and takes the least loaded of them. When
 * that one is full, the session waits for any.
 */
final class RandomDraws implements Balancer {
  private final int draws;
  private final ConsistentPlaces places;
  private final IntSupplier random;

  RandomDraws(int draws, int balanceFactor) {
    this(draws, balanceFactor, generator());
  }

  RandomDraws(int draws, int balanceFactor, IntSupplier random) {
    this.draws = draws;
    this.places = new ConsistentPlaces(balanceFactor);
    this.random = random;
  }

  /** One atomic addition and a mix of its bits (SplitMix64), for any thread. */
  private static IntSupplier generator() {
    AtomicLong state = new AtomicLong(System.nanoTime());
    return () -> {
      long z = state.getAndAdd(0x9e3779b97f4a7c15L);
      z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
      z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
      return (int) ((z ^ z >>> 31) >>> 32);
    };
  }

  @Override
  public Server pick(ServerSet set, BalanceKey key, Server avoid) {
    Server best = null;
    for (int i = 0; i < draws; i++) {
      Server drawn = places.find(random.getAsInt(), avoid);
      if (best == null || !busier(drawn, best)) {
        best = drawn;
      }
    }
    return best != null && best.hasRoom() ? best : null;
  }

  private boolean busier(Server one, Server other) {
    return (long) one.served() * places.weight(other) > (long) other.served() * places.weight(one);
  }

  @Override
  public void changed(ServerSet set) {
    places.changed(set);
  }
}
