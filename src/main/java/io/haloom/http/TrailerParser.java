package io.haloom.http;

import io.haloom.http.MessageHead.FieldUse;
import java.nio.ByteBuffer;

/**
 * Parses the trailer section after the last chunk (RFC 9112, section 7.1.2), strictly even where
 * invalid messages are accepted.
 */
final class TrailerParser extends HeadParser {

  private final HeadBytes content;

  TrailerParser(HttpLimits limits) {
    this(limits, new HeadBytes());
  }

  private TrailerParser(HttpLimits limits, HeadBytes content) {
    super(limits.strict(), new Headers(content));
    this.content = content;
  }

  void begin(ByteBuffer source, int from) {
    begin(source, from, MessageState.HDR_FIRST);
    content.reset(source);
    headers.clear();
  }

  @Override
  int startLine(int at, int limit) {
    throw new IllegalStateException("a trailer has no start line");
  }

  /** Trailers say nothing about framing: the body has ended already. */
  @Override
  FieldUse use(int nameStart, int nameEnd, FieldValue value) {
    return FieldUse.KEEP;
  }

  @Override
  void complete() {}
}
