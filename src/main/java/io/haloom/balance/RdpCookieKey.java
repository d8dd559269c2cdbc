package io.haloom.balance;

import io.haloom.model.BalanceConfig.HashFunction;
import io.haloom.proxy.BalanceKey;
import io.haloom.sample.RdpCookie;
import io.haloom.sample.SampleContext;
import java.nio.ByteBuffer;

/** {@code rdp-cookie}: the cookie of a session in TCP mode; there is none in HTTP mode. */
final class RdpCookieKey implements HashKey {
  private final RdpCookie cookie;
  private final HashFunction function;

  RdpCookieKey(String name, HashFunction function) {
    this.cookie = new RdpCookie(name);
    this.function = function;
  }

  @Override
  public long hash(BalanceKey session, boolean alone) {
    SampleContext samples = session.samples();
    if (samples == null) {
      return NONE;
    }
    ByteBuffer bytes = samples.requestBytes();
    long found = cookie.find(bytes);
    if (found < 0 || RdpCookie.start(found) == RdpCookie.end(found)) {
      return NONE;
    }
    return HashedBytes.hash(function, bytes, RdpCookie.start(found), RdpCookie.end(found));
  }
}
