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
    begin(source, from, State.RQBEFORE);
    head.clear(source);
  }

  @Override
  int startLine(int at, int limit) throws BadMessageException {
    return switch (state) {
      case RQBEFORE -> before(at);
      case RQBEFORE_CR -> lineFeed(at, State.RQBEFORE);
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
  private int before(int at) throws BadMessageException {
    byte c = bytes.get(at);
    if (c == '\n') {
      return at + 1;
    }
    if (c == '\r') {
      state = State.RQBEFORE_CR;
      return at + 1;
    }
    if (!Chars.isToken(c)) {
      throw invalid(at);
    }
    head.methodStart = at;
    state = State.RQMETH;
    return at;
  }

  private int method(int from, int limit) throws BadMessageException {
    int at = from;
    while (at < limit && Chars.isToken(bytes.get(at))) {
      at++;
    }
    if (at == limit) {
      return at;
    }
    if (!Chars.isBlank(bytes.get(at))) {
      throw invalid(at);
    }
    head.methodEnd = at;
    state = State.RQMETH_SP;
    return at + 1;
  }

  private int beforeTarget(int at) throws BadMessageException {
    byte c = bytes.get(at);
    if (Chars.isBlank(c)) {
      return at + 1;
    }
    if (c == '\r' || c == '\n') {
      throw invalid(at);
    }
    head.targetStart = at;
    state = State.RQURI;
    return at;
  }

  private int target(int from, int limit) throws BadMessageException {
    int at = from;
    while (at < limit) {
      byte c = bytes.get(at);
      if (c == ' ' || c == '\t') {
        head.targetEnd = at;
        state = State.RQURI_SP;
        return at + 1;
      }
      if ((c == '\r' || c == '\n') && limits.relaxed()) {
        head.targetEnd = at;
        return withoutVersion(at);
      }
      boolean accepted = limits.relaxed() ? Chars.isTarget(c) || c < 0 : isStrictTarget(c);
      if (!accepted) {
        throw invalid(at);
      }
      at++;
    }
    return at;
  }

  /** A fragment is never sent in a target, and servers disagree on what one would mean. */
  private static boolean isStrictTarget(byte c) {
    return Chars.isTarget(c) && c != '#';
  }

  private int beforeVersion(int at) throws BadMessageException {
    byte c = bytes.get(at);
    if (Chars.isBlank(c)) {
      return at + 1;
    }
    if (c == '\r' || c == '\n') {
      return withoutVersion(at);
    }
    head.versionStart = at;
    head.versionEnd = at;
    state = State.RQVER;
    return at;
  }

  /** A request of HTTP/0.9: a lone GET, and only where invalid requests are accepted. */
  private int withoutVersion(int at) throws BadMessageException {
    boolean get = Chars.equals(bytes, head.methodStart, head.methodEnd, "GET");
    if (!limits.relaxed() || !get) {
      throw invalid(at);
    }
    head.startLineRead();
    state = State.LAST_LF;
    return bytes.get(at) == '\r' ? at + 1 : at;
  }

  private int version(int from, int limit) throws BadMessageException {
    int at = from;
    while (at < limit && Chars.isVersion(bytes.get(at))) {
      at++;
    }
    if (at == limit) {
      return at;
    }
    byte c = bytes.get(at);
    if (c != '\r' && c != '\n') {
      throw invalid(at);
    }
    head.versionEnd = at;
    if (!limits.relaxed() && !isVersionStrict()) {
      throw invalid(head.versionStart);
    }
    head.startLineRead();
    state = State.RQLINE_END;
    return c == '\r' ? at + 1 : at;
  }

  /** {@code HTTP/} digit dot digit, in capitals (RFC 9112, section 2.3). */
  private boolean isVersionStrict() {
    int at = head.versionStart;
    return head.versionEnd - at == 8
        && Chars.equals(bytes, at, at + 5, "HTTP/")
        && Chars.isDigit(bytes.get(at + 5))
        && bytes.get(at + 6) == '.'
        && Chars.isDigit(bytes.get(at + 7));
  }

  private int lineEnd(int at) throws BadMessageException {
    return lineFeed(at, State.HDR_FIRST);
  }

  @Override
  FieldUse use(int nameStart, int nameEnd, int valueStart, int valueEnd) {
    return head.use(nameStart, nameEnd, valueStart, valueEnd);
  }

  @Override
  void complete() throws BadMessageException {
    head.length = offset(next());
    int refusal = head.complete();
    if (refusal != 0) {
      throw refused(next(), refusal);
    }
  }
}
