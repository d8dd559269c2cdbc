package io.haloom.sample.fetch;

import io.haloom.sample.SampleContext;
import io.haloom.sample.Source;
import java.nio.ByteBuffer;

/** Which direction's bytes a fetch looks at. */
enum Side {
  REQUEST,
  RESPONSE,
  /** The one that is evaluated now. */
  EITHER;

  ByteBuffer bytes(SampleContext context) {
    return isResponse(context) ? context.responseBytes() : context.requestBytes();
  }

  /** Whether no more bytes will come. */
  boolean isComplete(SampleContext context) {
    return isResponse(context) ? context.responseComplete() : context.requestComplete();
  }

  private boolean isResponse(SampleContext context) {
    return this == RESPONSE || this == EITHER && context.isResponse();
  }

  Source source() {
    return this == RESPONSE ? Source.RESPONSE_BUFFER : Source.REQUEST_BUFFER;
  }

  String prefix() {
    return this == RESPONSE ? "res" : "req";
  }
}
