package io.haloom.http.h1;

import io.haloom.http.BadMessageException;
import io.haloom.http.Chars;
import io.haloom.http.FieldValue;
import io.haloom.http.HttpLimits;
import io.haloom.http.MessageHead.FieldUse;
import io.haloom.http.MessageState;
import io.haloom.http.Method;
import io.haloom.http.ResponseHead;
import java.nio.ByteBuffer;

/** Parses the head of a response (RFC 9112, section 4). */
final class ResponseParser extends HeadParser {
  private static final int MAX_STATUS = 999;

  private final ResponseHead head;
  private Method request = Method.GET;
  private int codeStart;
  private int code;
  private int versionStart;
  private int versionEnd;
  private int reasonStart;

  ResponseParser(HttpLimits limits, ResponseHead head) {
    super(limits, head.headers());
    this.head = head;
  }

  void begin(ByteBuffer source, int from, Method requestMethod) {
    begin(source, from, MessageState.RPBEFORE);
    head.clear(source);
    code = 0;
    request = requestMethod;
  }

  @Override
  int startLine(int at, int limit) throws BadMessageException {
    return switch (state) {
      case RPBEFORE -> before(at);
      case RPBEFORE_CR -> lineFeed(at, MessageState.RPBEFORE);
      case RPVER -> version(at, limit);
      case RPVER_SP -> beforeCode(at);
      case RPCODE -> code(at);
      case RPCODE_SP -> beforeReason(at);
      case RPREASON -> reason(at, limit);
      case RPLINE_END -> lineFeed(at, MessageState.HDR_FIRST);
      default -> throw new IllegalStateException("not a response: " + state);
    };
  }

  private int before(int at) throws BadMessageException {
    byte c = bytes[at];
    if (c == '\n') {
      return at + 1;
    }
    if (c == '\r') {
      state = MessageState.RPBEFORE_CR;
      return at + 1;
    }
    if (!Chars.isToken(c)) {
      throw invalid(at);
    }
    versionStart = at;
    state = MessageState.RPVER;
    return at;
  }

  private int version(int from, int limit) throws BadMessageException {
    int at = from;
    while (at < limit && Chars.isVersion(bytes[at])) {
      at++;
    }
    if (at == limit) {
      return at;
    }
    if (!Chars.isBlank(bytes[at])) {
      throw invalid(at);
    }
    versionEnd = at;
    head.version(versionStart, versionEnd);
    state = MessageState.RPVER_SP;
    return at + 1;
  }

  private int beforeCode(int at) throws BadMessageException {
    byte c = bytes[at];
    if (Chars.isBlank(c)) {
      return at + 1;
    }
    if (c == '\r' || c == '\n') {
      throw invalid(at);
    }
    codeStart = at;
    state = MessageState.RPCODE;
    return at;
  }

  private int code(int at) throws BadMessageException {
    byte c = bytes[at];
    if (Chars.isDigit(c)) {
      code = code * 10 + c - '0';
      if (code > MAX_STATUS) {
        throw invalid(at);
      }
      return at + 1;
    }
    if (at - codeStart != 3 || code < 100) {
      throw invalid(at);
    }
    if (Chars.isBlank(c)) {
      state = MessageState.RPCODE_SP;
      return at + 1;
    }
    return withoutReason(at);
  }

  private int beforeReason(int at) throws BadMessageException {
    byte c = bytes[at];
    if (Chars.isBlank(c)) {
      return at + 1;
    }
    if (c == '\r' || c == '\n') {
      return withoutReason(at);
    }
    reasonStart = at;
    state = MessageState.RPREASON;
    return at;
  }

  private int withoutReason(int at) throws BadMessageException {
    byte c = bytes[at];
    if (c != '\r' && c != '\n') {
      throw invalid(at);
    }
    head.startLine(code, at, at);
    state = MessageState.RPLINE_END;
    return c == '\r' ? at + 1 : at;
  }

  private int reason(int from, int limit) throws BadMessageException {
    int at = from;
    while (at < limit && bytes[at] != '\r' && bytes[at] != '\n') {
      if (bytes[at] == 0 && !limits.relaxed()) {
        throw invalid(at);
      }
      at++;
    }
    if (at == limit) {
      return at;
    }
    head.startLine(code, reasonStart, at);
    state = MessageState.RPLINE_END;
    return bytes[at] == '\r' ? at + 1 : at;
  }

  @Override
  FieldUse use(int nameStart, int nameEnd, FieldValue value) {
    return head.use(nameStart, nameEnd, value);
  }

  @Override
  void complete() throws BadMessageException {
    head.length(offset(next()));
    state = head.announcesChunks() ? MessageState.CHUNK_SIZE : MessageState.DATA;
    head.settleTransferEncoding();
    if (!limits.relaxed() && !isVersion(versionStart, versionEnd)) {
      throw invalid(versionStart);
    }
    judgeSize(head);
    head.settleFraming(request);
    if (hasTooLongName()) {
      throw invalid(next());
    }
    if (head.isWithoutBody()) {
      state = MessageState.DONE;
    }
    if (!head.isAcceptable()) {
      throw invalid(next());
    }
  }
}
