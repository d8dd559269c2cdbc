package io.haloom.http;

import io.haloom.http.MessageHead.FieldUse;
import java.nio.ByteBuffer;

/** Parses the head of a response (RFC 9112, section 4). */
final class ResponseParser extends HeadParser {
  private static final int MAX_STATUS = 999;

  private final ResponseHead head;
  private Method request = Method.GET;
  private int codeStart;

  ResponseParser(HttpLimits limits, ResponseHead head) {
    super(limits, head.headers);
    this.head = head;
  }

  void begin(ByteBuffer source, int from, Method requestMethod) {
    begin(source, from, MessageState.RPBEFORE);
    head.clear(source);
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
    head.versionStart = at;
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
    head.versionEnd = at;
    state = MessageState.RPVER_SP;
    return at + 1;
  }

  /** A slash, a digit, a dot and a digit after any protocol of four letters, as RTSP. */
  private boolean isVersionStrict() {
    int at = head.versionStart;
    return head.versionEnd - at == 8
        && bytes[at + 4] == '/'
        && Chars.isDigit(bytes[at + 5])
        && bytes[at + 6] == '.'
        && Chars.isDigit(bytes[at + 7]);
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
      head.status = head.status * 10 + c - '0';
      if (head.status > MAX_STATUS) {
        throw invalid(at);
      }
      return at + 1;
    }
    if (at - codeStart != 3 || head.status < 100) {
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
    head.reasonStart = at;
    state = MessageState.RPREASON;
    return at;
  }

  private int withoutReason(int at) throws BadMessageException {
    byte c = bytes[at];
    if (c != '\r' && c != '\n') {
      throw invalid(at);
    }
    head.reasonStart = at;
    head.reasonEnd = at;
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
    head.reasonEnd = at;
    state = MessageState.RPLINE_END;
    return bytes[at] == '\r' ? at + 1 : at;
  }

  @Override
  FieldUse use(int nameStart, int nameEnd, FieldValue value) {
    return head.use(nameStart, nameEnd, value);
  }

  @Override
  void complete() throws BadMessageException {
    head.length = offset(next());
    state = head.chunkedLast ? MessageState.CHUNK_SIZE : MessageState.DATA;
    head.settleTransferEncoding();
    if (!limits.relaxed() && !isVersionStrict()) {
      throw invalid(head.versionStart);
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
