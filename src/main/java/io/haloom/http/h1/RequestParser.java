package io.haloom.http.h1;

import io.haloom.http.BadMessageException;
import io.haloom.http.BadMessageException.Kind;
import io.haloom.http.Chars;
import io.haloom.http.FieldValue;
import io.haloom.http.HttpLimits;
import io.haloom.http.MessageHead.FieldUse;
import io.haloom.http.MessageState;
import io.haloom.http.Method;
import io.haloom.http.RequestHead;
import java.nio.ByteBuffer;

/** Parses the head of a request (RFC 9112, section 3). */
final class RequestParser extends HeadParser {
  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\n";
  private static final String PREFACE_END = "SM\r\n\r\n";

  private final RequestHead head;
  private int methodStart;
  private int methodEnd;
  private int targetStart;
  private int targetEnd;
  private int versionStart;
  private int versionEnd;

  RequestParser(HttpLimits limits, RequestHead head) {
    super(limits, head.headers());
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
    methodStart = at;
    state = MessageState.RQMETH;
    return method(at, limit);
  }

  private int method(int from, int limit) throws BadMessageException {
    int at = Chars.skipToken(bytes, from, limit);
    if (at == limit) {
      return at;
    }
    byte c = bytes[at];
    methodEnd = at;
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
    targetStart = at;
    state = MessageState.RQURI;
    return at;
  }

  private int withoutTarget(int at) {
    targetStart = at;
    targetEnd = at;
    return withoutVersion(at);
  }

  private int target(int from, int limit) throws BadMessageException {
    int at = from;
    while (at < limit) {
      byte c = bytes[at];
      if (c == ' ' || c == '\t') {
        targetEnd = at;
        state = MessageState.RQURI_SP;
        return at + 1;
      }
      if (c == '\r' || c == '\n') {
        targetEnd = at;
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
    versionStart = at;
    versionEnd = at;
    state = MessageState.RQVER;
    return at;
  }

  /** A request of HTTP/0.9 ends with its line. */
  private int withoutVersion(int at) {
    versionStart = at;
    versionEnd = at;
    head.startLine(methodStart, methodEnd, targetStart, targetEnd);
    head.version(versionStart, versionEnd);
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
    versionEnd = at;
    head.startLine(methodStart, methodEnd, targetStart, targetEnd);
    head.version(versionStart, versionEnd);
    state = MessageState.RQLINE_END;
    return c == '\r' ? at + 1 : at;
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
    head.length(offset(next()));
    if (isPreface()) {
      // HAProxy goes over to HTTP/2 where all of it has come together.
      throw new BadMessageException(hasWholePreface() ? Kind.PREFACE : Kind.INVALID, 400, 0, state);
    }
    int wrong = head.wrongAuthority();
    if (wrong >= 0) {
      suspicious(wrong);
    }
    state = head.announcesChunks() ? MessageState.CHUNK_SIZE : MessageState.DATA;
    head.settleTransferEncoding();
    if (head.hasTransferCoding() && !head.announcesChunks()) {
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

  /** Whether it is what HTTP/2 begins with (RFC 9113, section 3.4). */
  boolean isPreface() {
    int from = next() - PREFACE.length();
    return offset(from) == 0 && Chars.equals(bytes, from, next(), PREFACE);
  }

  private boolean hasWholePreface() {
    int to = next() + PREFACE_END.length();
    return to <= end && Chars.equals(bytes, next(), to, PREFACE_END);
  }

  /** Where invalid requests are accepted, a lone GET is one of HTTP/0.9. */
  private void judgeVersion() throws BadMessageException {
    boolean absent = versionStart == versionEnd;
    boolean lone = absent && head.method() == Method.GET && targetEnd > targetStart;
    boolean accepted = limits.relaxed() ? lone || !absent : isVersion(versionStart, versionEnd);
    if (!accepted) {
      throw invalid(versionStart);
    }
    if (absent) {
      head.versionOfOldest();
    }
  }
}
