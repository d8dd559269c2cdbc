package io.haloom.balance;

import io.haloom.model.BalanceConfig;
import io.haloom.proxy.Backend;
import io.haloom.proxy.ProxyWorld;
import io.haloom.proxy.ServerSlot;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Which servers a series of sessions gets, as the string of their names. */
final class Picks {
  private final BalanceConfig balance;

  Picks(BalanceConfig.Algorithm algorithm) {
    this(ProxyWorld.balance(algorithm));
  }

  Picks(BalanceConfig balance) {
    this.balance = balance;
  }

  Backend backend(String... lines) {
    return new ProxyWorld(Balancers::of).balanced(balance).backend("be", lines);
  }

  String sequence(int count, String... lines) {
    return of(backend(lines), count);
  }

  /** Of sessions one after the other. */
  String of(Backend backend, int count) {
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < count; i++) {
      try (ServerSlot slot = backend.tryAssign(() -> null, null)) {
        names.append(slot == null ? "-" : slot.server().name());
      }
    }
    return names.toString();
  }

  /** Of sessions from these addresses, one after the other. */
  String from(Backend backend, String... addresses) throws UnknownHostException {
    StringBuilder names = new StringBuilder();
    for (String address : addresses) {
      InetAddress source = InetAddress.getByName(address);
      try (ServerSlot slot = backend.tryAssign(() -> source, null)) {
        names.append(slot.server().name());
      }
    }
    return names.toString();
  }
}
