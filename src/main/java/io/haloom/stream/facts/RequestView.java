package io.haloom.stream.facts;

import io.haloom.http.HttpBody;
import io.haloom.http.Method;
import io.haloom.http.RequestHead;
import io.haloom.sample.HttpRequestView;
import io.haloom.sample.Sample;

/** A request as fetches look at it. */
public final class RequestView extends HeadView implements HttpRequestView {
  private final RequestHead request;
  private final boolean proxied;

  /**
   * @param proxied whether it was sent as to a proxy, and that matters
   */
  public RequestView(RequestHead request, HttpBody body, boolean proxied) {
    super(request, body);
    this.request = request;
    this.proxied = proxied;
  }

  @Override
  public Method receivedMethod() {
    return request.receivedMethod();
  }

  @Override
  public void methodName(Sample into) {
    if (request.method() == Method.OTHER) {
      into.setString(request.methodName());
    } else {
      into.setString(request.method().ascii());
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
