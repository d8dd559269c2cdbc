package io.haloom.stream;

import io.haloom.http.BodyReader;
import io.haloom.http.Method;
import io.haloom.http.RequestHead;
import io.haloom.sample.HttpRequestView;
import io.haloom.sample.Sample;

/** A request as fetches look at it. */
final class RequestView extends HeadView implements HttpRequestView {
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

  @Override
  public Method method() {
    return request.method();
  }

  @Override
  public void methodName(Sample into) {
    into.setString(request.methodName());
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
