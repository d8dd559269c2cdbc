package io.haloom.http.h1;

import io.haloom.http.BadMessageException;
import io.haloom.http.Chars;
import io.haloom.http.FieldValue;
import io.haloom.http.HeadBytes;
import io.haloom.http.HeaderName;
import io.haloom.http.Headers;
import io.haloom.http.HttpLimits;
import io.haloom.http.MessageHead.FieldUse;
import io.haloom.http.MessageState;
import io.haloom.http.RequestHead;
import java.nio.ByteBuffer;

/**
 * Parses the trailer section after the last chunk (RFC 9112, section 7.1.2), strictly even where
 * invalid messages are accepted.
 */
final class TrailerParser extends HeadParser {

  private final HeadBytes content;
  private ByteBuffer source;

  /**
   * Judges what fields say of framing, as those of a request; null where none has said anything.
   */
  private RequestHead framing;

  TrailerParser(HttpLimits limits) {
    this(limits, new HeadBytes());
  }

  private TrailerParser(HttpLimits limits, HeadBytes content) {
    super(limits.strict(), new Headers(content));
    this.content = content;
  }

  void begin(ByteBuffer received, int from) {
    begin(received, from, MessageState.HDR_FIRST);
    source = received;
    content.reset(received);
    headers.clear();
    framing = null;
  }

  /** Parses what has come of trailers from there on, and leaves them to be read. */
  void judge(ByteBuffer source, int from, int end) throws BadMessageException {
    begin(source, from);
    try {
      parse(end);
    } catch (BadMessageException e) {
      throw e.inTrailers(from);
    }
  }

  /** What counts of them, the end of the body included, as HAProxy counts. */
  int counted() {
    return headers.count() == 0 ? 1 : 1 + headers.countedLength();
  }

  @Override
  int startLine(int at, int limit) {
    throw new IllegalStateException("a trailer has no start line");
  }

  /**
   * The body has ended already, and trailers say nothing about framing. Who reads them after us may
   * think otherwise: what would be wrong in a head is wrong here.
   */
  @Override
  FieldUse use(int nameStart, int nameEnd, FieldValue value) {
    if (!isFraming(nameStart, nameEnd)) {
      return FieldUse.KEEP;
    }
    if (framing == null) {
      framing = new RequestHead();
      framing.clear(source);
    }
    return framing.use(nameStart, nameEnd, value);
  }

  private boolean isFraming(int start, int end) {
    return Chars.equalsIgnoreCase(bytes, start, end, HeaderName.CONTENT_LENGTH.lower())
        || Chars.equalsIgnoreCase(bytes, start, end, HeaderName.TRANSFER_ENCODING.lower());
  }

  @Override
  void complete() throws BadMessageException {
    if (hasTooLongName()) {
      throw invalid(next());
    }
    if (framing != null && framing.hasTransferCoding()) {
      if (!framing.announcesChunks()) {
        throw invalid(next());
      }
      headers.remove(HeaderName.CONTENT_LENGTH);
    }
  }
}
