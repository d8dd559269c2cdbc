package io.haloom.stream;

import io.haloom.http.BodyReader;
import io.haloom.http.ResponseHead;
import io.haloom.sample.HttpResponseView;
import io.haloom.sample.Sample;

/** A response as fetches look at it. */
final class ResponseView extends HeadView implements HttpResponseView {
  private final ResponseHead response;

  ResponseView(ResponseHead response, BodyReader body) {
    super(response, body);
    this.response = response;
  }

  @Override
  public int status() {
    return response.status();
  }

  @Override
  public void reason(Sample into) {
    into.setString(response.reason());
  }
}
