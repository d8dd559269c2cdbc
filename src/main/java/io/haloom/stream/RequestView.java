package io.haloom.stream;

import io.haloom.http.BodyReader;
import io.haloom.http.Method;
import io.haloom.http.RequestHead;
import io.haloom.sample.HttpRequestView;
import io.haloom.sample.Sample;
import java.nio.charset.StandardCharsets;

/** A request as fetches look at it. */
final class RequestView extends HeadView implements HttpRequestView {
  private static final byte[][] NAMES = names();

  private final RequestHead request;
  private final boolean proxied;

  /**
   * @param proxied whether it was sent as to a proxy, and that matters
   */
  RequestView(RequestHead request, BodyReader body, boolean proxied) {
    super(request, body);
    this.request = request;
    this.proxied = proxied;
  }

  private static byte[][] names() {
    Method[] methods = Method.values();
    byte[][] names = new byte[methods.length][];
    for (Method method : methods) {
      names[method.ordinal()] = method.name().getBytes(StandardCharsets.US_ASCII);
    }
    return names;
  }

  @Override
  public Method method() {
    return request.method();
  }

  @Override
  public void methodName(Sample into) {
    if (request.method() == Method.OTHER) {
      into.setString(request.methodName());
    } else {
      into.setString(NAMES[request.method().ordinal()]);
    }
  }

  @Override
  public void target(Sample into) {
    int start = request.targetStart();
    into.setString(request.targetBuffer(), start, request.targetEnd() - start);
  }

  @Override
  public boolean usesProxyHeader() {
    return proxied;
  }
}
