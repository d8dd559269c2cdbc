package io.haloom.balance;

import io.haloom.http.Method;
import io.haloom.http.RequestHead;
import io.haloom.model.BalanceConfig.HashFunction;
import io.haloom.proxy.BalanceKey;
import io.haloom.sample.Bytes;
import java.nio.ByteBuffer;

/**
 * {@code url_param}: the value of a parameter of the query, or else, on a POST, of a body in that
 * form.
 */
final class UrlParamKey implements HashKey {
  private final byte[] name;
  private final HashFunction function;

  UrlParamKey(String name, HashFunction function) {
    this.name = Bytes.of(name);
    this.function = function;
  }

  @Override
  public long hash(BalanceKey session, boolean alone) {
    RequestHead head = session.requestHead();
    if (head == null) {
      return NONE;
    }
    long found = inTarget(head);
    if (found == NONE && head.method() == Method.POST) {
      ByteBuffer body = session.requestBody();
      return body == null ? NONE : inBody(body);
    }
    return found;
  }

  private long inTarget(RequestHead head) {
    ByteBuffer bytes = head.targetBuffer();
    int to = head.targetEnd();
    int query = head.targetStart();
    while (query < to && bytes.get(query) != '?') {
      query++;
    }
    int value = valueStart(bytes, query + 1, to);
    return value < 0 ? NONE : HashedBytes.hash(function, bytes, value, end(bytes, value, to));
  }

  private long inBody(ByteBuffer bytes) {
    int to = bytes.limit();
    int value = valueStart(bytes, bytes.position(), to);
    if (value < 0) {
      return NONE;
    }
    int end = value;
    while (end < to && bytes.get(end) != '&' && isToken(bytes.get(end))) {
      end++;
    }
    // A body of another kind has no parameters; a value may be followed by blanks or a line end.
    boolean isForm = end == to || bytes.get(end) == '&' || isBlank(bytes.get(end));
    return isForm ? HashedBytes.hash(function, bytes, value, end) : NONE;
  }

  private int valueStart(ByteBuffer bytes, int from, int to) {
    int at = from;
    while (at + name.length < to) {
      if (bytes.get(at + name.length) == '=' && startsWithName(bytes, at)) {
        return at + name.length + 1;
      }
      at = end(bytes, at, to) + 1;
    }
    return -1;
  }

  private boolean startsWithName(ByteBuffer bytes, int at) {
    for (int i = 0; i < name.length; i++) {
      if (bytes.get(at + i) != name[i]) {
        return false;
      }
    }
    return true;
  }

  private static int end(ByteBuffer bytes, int from, int to) {
    int at = from;
    while (at < to && bytes.get(at) != '&') {
      at++;
    }
    return at;
  }

  private static boolean isToken(byte c) {
    return c > ' ' && c < 0x7f && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
  }

  private static boolean isBlank(byte c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }
}
