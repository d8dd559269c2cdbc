package io.haloom.balance;

import io.haloom.proxy.BalanceKey;
import java.net.InetAddress;

/** {@code source}: the client's address; none on a UNIX socket. */
final class SourceKey implements HashKey {

  @Override
  public long hash(BalanceKey session, boolean alone) {
    InetAddress source = session.sourceAddress();
    return source == null ? NONE : fold(source.getAddress()) & 0xffffffffL;
  }

  /** The exclusive or of its 32-bit words in network order. */
  private static int fold(byte[] address) {
    int folded = 0;
    for (int i = 0; i < address.length; i++) {
      folded ^= (address[i] & 0xff) << 24 - i % 4 * 8;
    }
    return folded;
  }
}
