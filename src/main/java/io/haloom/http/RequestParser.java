package io.haloom.http;

import io.haloom.http.MessageHead.FieldUse;
import java.nio.ByteBuffer;

/** Parses the head of a request (RFC 9112, section 3). */
final class RequestParser extends HeadParser {
  private final RequestHead head;

  RequestParser(HttpLimits limits, RequestHead head) {
    super(limits, head.headers);
    this.head = head;
  }

  void begin(ByteBuffer source, int from) {
    begin(source, from, MessageState.RQBEFORE);
    head.clear(source);
  }

  @Override
  int startLine(int at, int limit) throws BadMessageException {
    return switch (state) {
      case RQBEFORE -> before(at, limit);
      case RQBEFORE_CR -> lineFeed(at, MessageState.RQBEFORE);
      case RQMETH -> method(at, limit);
      case RQMETH_SP -> beforeTarget(at);
      case RQURI -> target(at, limit);
      case RQURI_SP -> beforeVersion(at);
      case RQVER -> version(at, limit);
      case RQLINE_END -> lineEnd(at);
      default -> throw new IllegalStateException("not a request: " + state);
    };
  }

  /** A robust server skips empty lines before the request line (RFC 9112, section 2.2). */
  private int before(int at, int limit) throws BadMessageException {
    byte c = bytes[at];
    if (c == '\n') {
      return at + 1;
    }
    if (c == '\r') {
      state = MessageState.RQBEFORE_CR;
      return at + 1;
    }
    if (!Chars.isToken(c)) {
      throw invalid(at);
    }
    head.methodStart = at;
    state = MessageState.RQMETH;
    return method(at, limit);
  }

  private int method(int from, int limit) throws BadMessageException {
    int at = Chars.skipToken(bytes, from, limit);
    if (at == limit) {
      return at;
    }
    byte c = bytes[at];
    head.methodEnd = at;
    if (c == '\r' || c == '\n') {
      return withoutTarget(at);
    }
    if (!Chars.isBlank(c)) {
      throw invalid(at);
    }
    state = MessageState.RQMETH_SP;
    return at + 1;
  }

  private int beforeTarget(int at) throws BadMessageException {
    byte c = bytes[at];
    if (Chars.isBlank(c)) {
      return at + 1;
    }
    if (c == '\r' || c == '\n') {
      return withoutTarget(at);
    }
    head.targetStart = at;
    state = MessageState.RQURI;
    return at;
  }

  private int withoutTarget(int at) {
    head.targetStart = at;
    head.targetEnd = at;
    return withoutVersion(at);
  }

  private int target(int from, int limit) throws BadMessageException {
    int at = from;
    while (at < limit) {
      byte c = bytes[at];
      if (c == ' ' || c == '\t') {
        head.targetEnd = at;
        state = MessageState.RQURI_SP;
        return at + 1;
      }
      if (c == '\r' || c == '\n') {
        head.targetEnd = at;
        return withoutVersion(at);
      }
      // A fragment is never sent in a target, and servers disagree on what one would mean.
      if (c < 0 || c == '#') {
        suspicious(at);
      } else if (!Chars.isTarget(c)) {
        throw invalid(at);
      }
      at++;
    }
    return at;
  }

  private int beforeVersion(int at) throws BadMessageException {
    byte c = bytes[at];
    if (Chars.isBlank(c)) {
      return at + 1;
    }
    if (c == '\r' || c == '\n') {
      return withoutVersion(at);
    }
    head.versionStart = at;
    head.versionEnd = at;
    state = MessageState.RQVER;
    return at;
  }

  /** A request of HTTP/0.9 ends with its line. */
  private int withoutVersion(int at) {
    head.versionStart = at;
    head.versionEnd = at;
    head.startLineRead();
    state = MessageState.LAST_LF;
    return bytes[at] == '\r' ? at + 1 : at;
  }

  private int version(int from, int limit) throws BadMessageException {
    int at = from;
    while (at < limit && Chars.isVersion(bytes[at])) {
      at++;
    }
    if (at == limit) {
      return at;
    }
    byte c = bytes[at];
    if (c != '\r' && c != '\n') {
      throw invalid(at);
    }
    head.versionEnd = at;
    head.startLineRead();
    state = MessageState.RQLINE_END;
    return c == '\r' ? at + 1 : at;
  }

  /** {@code HTTP/} digit dot digit, in capitals (RFC 9112, section 2.3). */
  private boolean isVersionStrict() {
    int at = head.versionStart;
    return head.versionEnd - at == 8
        && Chars.equals(bytes, at, at + 5, "HTTP/")
        && Chars.isDigit(bytes[at + 5])
        && bytes[at + 6] == '.'
        && Chars.isDigit(bytes[at + 7]);
  }

  private int lineEnd(int at) throws BadMessageException {
    return lineFeed(at, MessageState.HDR_FIRST);
  }

  @Override
  FieldUse use(int nameStart, int nameEnd, FieldValue value) {
    return head.use(nameStart, nameEnd, value);
  }

  @Override
  void complete() throws BadMessageException {
    head.length = offset(next());
    int wrong = head.wrongAuthority();
    if (wrong >= 0) {
      suspicious(wrong);
    }
    state = head.chunkedLast ? MessageState.CHUNK_SIZE : MessageState.DATA;
    head.settleTransferEncoding();
    if (head.transferEncoding && !head.chunkedLast) {
      throw invalid(next());
    }
    judgeVersion();
    judgeSize(head);
    head.settleFraming();
    if (hasTooLongName()) {
      throw invalid(next());
    }
    if (head.isWithoutBody()) {
      state = MessageState.DONE;
    }
    int refusal = head.refusal(limits.anyPayload());
    if (refusal != 0) {
      throw refused(next(), refusal);
    }
    head.normalize();
    head.received();
  }

  /** Where invalid requests are accepted, a lone GET is one of HTTP/0.9. */
  private void judgeVersion() throws BadMessageException {
    boolean absent = head.versionStart == head.versionEnd;
    boolean lone = absent && head.method() == Method.GET && head.targetEnd > head.targetStart;
    boolean accepted = limits.relaxed() ? lone || !absent : isVersionStrict();
    if (!accepted) {
      throw invalid(head.versionStart);
    }
    if (absent) {
      head.versionOfOldest();
    }
  }
}
