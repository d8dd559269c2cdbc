package io.haloom.sample.fetch;

import io.haloom.sample.HttpRequestView;
import io.haloom.sample.HttpResponseView;
import io.haloom.sample.HttpView;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleContext;
import io.haloom.sample.Source;
import java.nio.ByteBuffer;

/** Which direction's bytes or message a fetch looks at. */
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

  boolean isResponse(SampleContext context) {
    return this == RESPONSE || this == EITHER && context.isResponse();
  }

  /**
   * The message, null where there is none or where the other direction's is evaluated.
   *
   * @param sample is told where there may be one later
   */
  HttpView message(SampleContext context, Sample sample) {
    if (isResponse(context)) {
      return context.isResponse() ? response(context, sample) : null;
    }
    return request(context, sample);
  }

  /** As {@link #message}, of the response, also where it is not that which is evaluated. */
  static HttpResponseView response(SampleContext context, Sample sample) {
    HttpResponseView response = context.httpResponse();
    if (response == null && context.isResponse()) {
      sample.mayChange(!context.responseComplete());
    }
    return response;
  }

  /** As {@link #message}, of the request. */
  static HttpRequestView request(SampleContext context, Sample sample) {
    if (context.isResponse()) {
      return null;
    }
    HttpRequestView request = context.httpRequest();
    return request == null ? ReceivedRequest.in(context, sample) : request;
  }

  Source source() {
    return this == RESPONSE ? Source.RESPONSE_BUFFER : Source.REQUEST_BUFFER;
  }

  Source headers() {
    return this == RESPONSE ? Source.RESPONSE_HEADERS : Source.REQUEST_HEADERS;
  }

  String prefix() {
    return this == RESPONSE ? "res" : "req";
  }
}
