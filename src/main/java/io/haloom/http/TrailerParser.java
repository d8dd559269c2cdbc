package io.haloom.http;

import io.haloom.http.MessageHead.FieldUse;
import java.nio.ByteBuffer;

/** Parses the trailer section after the last chunk (RFC 9112, section 7.1.2). */
final class TrailerParser extends HeadParser {

  TrailerParser(HttpLimits limits) {
    super(limits, new Headers());
  }

  void begin(ByteBuffer source, int from) {
    begin(source, from, State.HDR_FIRST);
    headers.clear(source);
  }

  @Override
  int startLine(int at, int limit) {
    throw new IllegalStateException("a trailer has no start line");
  }

  /** Trailers say nothing about framing: the body has ended already. */
  @Override
  FieldUse use(int nameStart, int nameEnd, int valueStart, int valueEnd) {
    return FieldUse.KEEP;
  }

  @Override
  void complete() {}
}
