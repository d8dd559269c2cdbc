package io.haloom.sample.fetch;

import io.haloom.sample.HttpRequestView;
import io.haloom.sample.HttpResponseView;
import io.haloom.sample.HttpView;
import io.haloom.sample.Sample;

/**
 * The bytes that an HTTP message with what was received of its body takes in HAProxy's buffers,
 * where it is kept as a start line, fields without separators, a mark and data: what {@code
 * req.len} and {@code res.len} tell in HTTP mode.
 */
final class MessageSize {
  /** Flags, method or status, and three lengths. */
  private static final int START_LINE = 20;

  private static final int END_OF_HEADERS = 1;

  private MessageSize() {}

  /**
   * Measures it.
   *
   * @param scratch is overwritten
   */
  static long of(HttpView message, Sample scratch) {
    message.version(scratch);
    long size = START_LINE + scratch.length() + startLine(message, scratch);
    for (int field = 0; field < message.fieldCount(); field++) {
      message.fieldName(field, scratch);
      size += scratch.length();
      message.fieldValue(field, scratch);
      size += scratch.length();
    }
    return size + END_OF_HEADERS + message.body().remaining();
  }

  private static long startLine(HttpView message, Sample scratch) {
    if (message instanceof HttpResponseView response) {
      response.reason(scratch);
      return Integer.toString(response.status()).length() + scratch.length();
    }
    HttpRequestView request = (HttpRequestView) message;
    request.methodName(scratch);
    long method = scratch.length();
    request.target(scratch);
    return method + scratch.length();
  }
}
