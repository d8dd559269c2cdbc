package io.haloom.http;

import io.haloom.http.BadMessageException.Kind;
import io.haloom.http.MessageHead.FieldUse;
import java.nio.ByteBuffer;

/**
 * Parses the head of a message where it lies in a buffer, each byte once, however the bytes come:
 * one at a time or all together, the result and the place of an error are the same.
 *
 * <p>This class knows the fields; what stands before them is the subclass's. A fold of a field (RFC
 * 9112, section 5.2) is overwritten with spaces.
 */
abstract class HeadParser {
  private static final int MAX_NAME = 255;
  private static final long LOW_BYTES = 0x0e0e0e0e0e0e0e0eL;
  private static final long SIGNS = 0x8080808080808080L;

  /** Where the parser is; names as HAProxy's {@code show errors} prints them after "MSG_". */
  enum State {
    RQBEFORE,
    RQBEFORE_CR,
    RQMETH,
    RQMETH_SP,
    RQURI,
    RQURI_SP,
    RQVER,
    RQLINE_END,
    RPBEFORE,
    RPBEFORE_CR,
    RPVER,
    RPVER_SP,
    RPCODE,
    RPCODE_SP,
    RPREASON,
    RPLINE_END,
    HDR_FIRST,
    HDR_NAME,
    HDR_L1_SP,
    HDR_L1_LF,
    HDR_VAL,
    HDR_L2_LF,
    HDR_L2_LWS,
    LAST_LF,
    DONE
  }

  final HttpLimits limits;
  final Headers headers;
  ByteBuffer bytes;
  State state;
  private int start;
  private int next;
  private int nameStart;
  private int nameEnd;
  private int valueStart;
  private int valueEnd;

  HeadParser(HttpLimits limits, Headers headers) {
    this.limits = limits;
    this.headers = headers;
  }

  void begin(ByteBuffer source, int from, State first) {
    bytes = source;
    start = from;
    next = from;
    state = first;
  }

  /** Offset of the first byte not looked at; after the head once it is done. */
  final int next() {
    return next;
  }

  /** Whether any byte has been looked at. */
  final boolean begun() {
    return next > start;
  }

  /**
   * Looks at the bytes up to {@code limit}.
   *
   * @return true when the head is complete
   */
  final boolean parse(int limit) throws BadMessageException {
    int at = next;
    while (at < limit && state != State.DONE) {
      at = step(at, limit);
    }
    next = at;
    return state == State.DONE;
  }

  private int step(int at, int limit) throws BadMessageException {
    return switch (state) {
      case HDR_FIRST -> lineStart(at);
      case HDR_NAME -> name(at, limit);
      case HDR_L1_SP -> beforeValue(at);
      case HDR_L1_LF, HDR_L2_LF -> lineFeed(at, State.HDR_L2_LWS);
      case HDR_VAL -> value(at, limit);
      case HDR_L2_LWS -> afterField(at);
      case LAST_LF -> last(at);
      default -> startLine(at, limit);
    };
  }

  /** Goes on with the start line. */
  abstract int startLine(int at, int limit) throws BadMessageException;

  /** Judges a field; {@link FieldUse#KEEP} adds it to {@link #headers}. */
  abstract FieldUse use(int nameStart, int nameEnd, int valueStart, int valueEnd);

  /** The whole head was read. */
  abstract void complete() throws BadMessageException;

  final int lineFeed(int at, State then) throws BadMessageException {
    if (bytes.get(at) != '\n') {
      throw invalid(at);
    }
    state = then;
    return at + 1;
  }

  private int lineStart(int at) {
    byte c = bytes.get(at);
    if (c == '\r') {
      state = State.LAST_LF;
      return at + 1;
    }
    if (c == '\n') {
      state = State.LAST_LF;
      return at;
    }
    nameStart = at;
    state = State.HDR_NAME;
    return at;
  }

  private int name(int from, int limit) throws BadMessageException {
    int at = from;
    while (at < limit) {
      byte c = bytes.get(at);
      if (c == ':') {
        if (at == nameStart || at - nameStart > MAX_NAME) {
          throw invalid(at);
        }
        nameEnd = at;
        valueStart = at + 1;
        valueEnd = valueStart;
        state = State.HDR_L1_SP;
        return at + 1;
      }
      if (!Chars.isToken(c) && (!limits.relaxed() || c == '\n' || c == '\r')) {
        throw invalid(at);
      }
      at++;
    }
    return at;
  }

  private int beforeValue(int at) throws BadMessageException {
    byte c = bytes.get(at);
    if (Chars.isBlank(c)) {
      return at + 1;
    }
    valueStart = at;
    state = State.HDR_VAL;
    return at;
  }

  private int value(int from, int limit) throws BadMessageException {
    int at = skipOrdinary(from, limit);
    while (at < limit) {
      byte c = bytes.get(at);
      if (c == '\r' || c == '\n') {
        valueEnd = at;
        state = at == valueStart ? State.HDR_L1_LF : State.HDR_L2_LF;
        return c == '\r' ? at + 1 : at;
      }
      if (c == 0 && !limits.relaxed()) {
        throw invalid(at);
      }
      at++;
    }
    return at;
  }

  /** Skips eight bytes at a time while none of them is a control character. */
  private int skipOrdinary(int from, int limit) {
    int at = from;
    while (at + Long.BYTES <= limit) {
      long word = bytes.getLong(at);
      if (((word - LOW_BYTES | word) & SIGNS) != 0) {
        return at;
      }
      at += Long.BYTES;
    }
    return at;
  }

  /** After a field's line: a blank continues it, anything else completes it. */
  private int afterField(int at) throws BadMessageException {
    if (!Chars.isBlank(bytes.get(at))) {
      field(at);
      state = State.HDR_FIRST;
      return at;
    }
    for (int i = valueEnd; i <= at; i++) {
      bytes.put(i, (byte) ' ');
    }
    state = valueEnd == valueStart ? State.HDR_L1_SP : State.HDR_VAL;
    return at + 1;
  }

  private void field(int at) throws BadMessageException {
    int end = valueEnd;
    while (end > valueStart && Chars.isBlank(bytes.get(end - 1))) {
      end--;
    }
    if (headers.count() >= limits.maxHeaders() - 1) {
      throw new BadMessageException(Kind.TOO_LARGE, 400, at - start, label());
    }
    FieldUse use = use(nameStart, nameEnd, valueStart, end);
    if (use == FieldUse.INVALID) {
      throw invalid(valueStart);
    }
    if (use == FieldUse.KEEP) {
      headers.add(nameStart, nameEnd, valueStart, end);
    }
  }

  private int last(int at) throws BadMessageException {
    lineFeed(at, State.LAST_LF);
    next = at + 1;
    complete();
    state = State.DONE;
    return at + 1;
  }

  final int offset(int at) {
    return at - start;
  }

  final BadMessageException invalid(int at) {
    return refused(at, 400);
  }

  final BadMessageException refused(int at, int status) {
    next = at;
    return new BadMessageException(Kind.INVALID, status, at - start, label());
  }

  /** The head is still incomplete though the buffer is full. */
  final BadMessageException tooLarge() {
    return new BadMessageException(Kind.TOO_LARGE, 400, next - start, label());
  }

  /** The stream ended inside the head. */
  final BadMessageException truncated() {
    return new BadMessageException(Kind.TRUNCATED, 400, next - start, label());
  }

  private String label() {
    return "MSG_" + state;
  }
}
