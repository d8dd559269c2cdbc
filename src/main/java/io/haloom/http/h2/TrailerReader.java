package io.haloom.http.h2;

import io.haloom.http.HeadBytes;
import io.haloom.http.Headers;
import java.nio.ByteBuffer;

/** Reads the trailers of one message. */
final class TrailerReader implements FieldSink {
  private final HpackDecoder decoder;
  private final HeadBytes content = new HeadBytes();
  private final Headers headers = new Headers(content);

  TrailerReader(HpackDecoder decoder) {
    this.decoder = decoder;
  }

  @Override
  public void field(int nameFrom, int valueFrom, int valueTo, boolean neverIndexed) {
    headers.add(nameFrom, valueFrom, valueFrom, valueTo);
  }

  /**
   * Reads them.
   *
   * @param last whether they end their stream, as they must
   */
  void read(int stream, byte[] block, int from, int to, boolean last) throws H2Exception {
    FieldBytes bytes = new FieldBytes();
    H2FieldRules rules = new H2FieldRules(bytes, this);
    rules.trailers();
    // The offsets are of an array that may be another one by the end.
    content.reset(ByteBuffer.wrap(bytes.array()));
    boolean fits = decoder.decode(block, from, to, bytes, rules);
    content.reset(ByteBuffer.wrap(bytes.array()));
    if (!last || rules.end() != H2FieldRules.Verdict.RIGHT) {
      String reason = last ? rules.reason() : "HEADERS inside a message";
      throw H2Exception.stream(stream, ErrorCode.PROTOCOL_ERROR, reason);
    }
    if (!fits) {
      throw H2Exception.stream(stream, ErrorCode.ENHANCE_YOUR_CALM, "the trailers are too large");
    }
  }

  Headers headers() {
    return headers;
  }
}
