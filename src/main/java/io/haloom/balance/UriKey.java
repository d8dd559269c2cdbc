package io.haloom.balance;

import io.haloom.http.RequestHead;
import io.haloom.model.BalanceConfig.HashFunction;
import io.haloom.model.HashInput;
import io.haloom.proxy.BalanceKey;
import java.nio.ByteBuffer;

/** {@code uri}: the request target, up to its query. */
final class UriKey implements HashKey {
  private final HashInput.Uri config;
  private final HashFunction function;

  UriKey(HashInput.Uri config, HashFunction function) {
    this.config = config;
    this.function = function;
  }

  @Override
  public long hash(BalanceKey session, boolean alone) {
    RequestHead head = session.requestHead();
    if (head == null) {
      return NONE;
    }
    ByteBuffer bytes = head.targetBuffer();
    int from = head.targetStart();
    int to = head.targetEnd();
    if (config.pathOnly()) {
      int path = head.pathOffset();
      from = path < 0 ? to : from + path;
    }
    if (config.length() != 0) {
      to = Math.min(to, from + config.length());
    }
    return HashedBytes.hash(function, bytes, from, end(bytes, from, to));
  }

  /** Where the part to hash ends: every slash begins a level, those of a scheme, too. */
  private int end(ByteBuffer bytes, int from, int to) {
    int slashes = 0;
    int at = from;
    while (at < to) {
      byte c = bytes.get(at);
      if (c == '/') {
        if (slashes++ == config.depth() && config.depth() != 0) {
          break;
        }
      } else if (c == '?' && !config.whole()) {
        break;
      }
      at++;
    }
    return at;
  }
}
