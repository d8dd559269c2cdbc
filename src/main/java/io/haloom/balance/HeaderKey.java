package io.haloom.balance;

import io.haloom.http.Headers;
import io.haloom.http.RequestHead;
import io.haloom.model.BalanceConfig.HashFunction;
import io.haloom.model.HashInput;
import io.haloom.proxy.BalanceKey;
import java.nio.ByteBuffer;

/** {@code hdr(name)}: the first value of a header, as far as its first comma. */
final class HeaderKey implements HashKey {
  private final HashInput.Header config;
  private final HashFunction function;

  HeaderKey(HashInput.Header config, HashFunction function) {
    this.config = config;
    this.function = function;
  }

  @Override
  public long hash(BalanceKey session, boolean alone) {
    RequestHead head = session.requestHead();
    if (head == null || alone) {
      return head == null ? NONE : ANY;
    }
    Headers headers = head.headers();
    int field = headers.find(config.name());
    if (field < 0) {
      return NONE;
    }
    ByteBuffer bytes = headers.valueBuffer(field);
    int from = headers.valueOffset(field);
    int to = valueEnd(bytes, from, from + headers.valueLength(field));
    if (from == to) {
      return NONE;
    }
    return config.domainOnly()
        ? domain(bytes, from, to)
        : HashedBytes.hash(function, bytes, from, to);
  }

  /** The label before the last dot; all where there is no dot. */
  private long domain(ByteBuffer bytes, int from, int to) {
    int end = to - 1;
    while (end > from && bytes.get(end) != '.') {
      end--;
    }
    if (end == from) {
      return HashedBytes.hash(function, bytes, from, to);
    }
    int start = end - 1;
    while (start > from && bytes.get(start - 1) != '.') {
      start--;
    }
    return HashedBytes.hash(function, bytes, start, end);
  }

  /** Where the first of a list of values ends; commas between quotes divide nothing. */
  private static int valueEnd(ByteBuffer bytes, int from, int to) {
    boolean quoted = false;
    int at = from;
    while (at < to) {
      byte c = bytes.get(at);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == '\\' && quoted) {
        at++;
      } else if (c == ',' && !quoted) {
        break;
      }
      at++;
    }
    int end = Math.min(at, to);
    while (end > from && (bytes.get(end - 1) == ' ' || bytes.get(end - 1) == '\t')) {
      end--;
    }
    return end;
  }
}
