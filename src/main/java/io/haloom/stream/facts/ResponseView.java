package io.haloom.stream.facts;

import io.haloom.http.HttpBody;
import io.haloom.http.ResponseHead;
import io.haloom.sample.HttpResponseView;
import io.haloom.sample.Sample;
import java.nio.ByteBuffer;

/** A response as fetches look at it. */
public final class ResponseView extends HeadView implements HttpResponseView {
  private final ResponseHead response;
  private final byte[] own;

  public ResponseView(ResponseHead response, HttpBody body) {
    super(response, body);
    this.response = response;
    own = null;
  }

  /** A response that is made here, with all of its body. */
  public ResponseView(ResponseHead response, byte[] body) {
    super(response, null);
    this.response = response;
    own = body;
  }

  @Override
  public ByteBuffer body() {
    return own == null ? super.body() : ByteBuffer.wrap(own);
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
