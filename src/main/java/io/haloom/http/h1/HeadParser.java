package io.haloom.http.h1;

import io.haloom.http.BadMessageException;
import io.haloom.http.BadMessageException.Kind;
import io.haloom.http.Chars;
import io.haloom.http.FieldValue;
import io.haloom.http.Headers;
import io.haloom.http.HttpLimits;
import io.haloom.http.MessageHead;
import io.haloom.http.MessageHead.FieldUse;
import io.haloom.http.MessageState;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Parses the head of a message where it lies in a buffer, each byte once, however the bytes come:
 * one at a time or all together, the result and the place of an error are the same.
 *
 * <p>This class knows the fields; what stands before them is the subclass's. A fold of a field (RFC
 * 9112, section 5.2) is overwritten with spaces.
 */
abstract class HeadParser {
  private static final int MAX_NAME = 255;
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BYTES = 0x0e0e0e0e0e0e0e0eL;
  private static final long SIGNS = 0x8080808080808080L;

  final HttpLimits limits;
  final Headers headers;
  byte[] bytes;
  MessageState state;
  private int start;
  private int next;
  private int nameStart;
  private int nameEnd;
  private int valueStart;
  private int valueEnd;
  private final FieldValue value = new FieldValue();
  private boolean nameTooLong;
  private boolean nameInvalid;
  private int suspect;

  /** Where the bytes end that it may look at. */
  int end;

  HeadParser(HttpLimits limits, Headers headers) {
    this.limits = limits;
    this.headers = headers;
  }

  void begin(ByteBuffer source, int from, MessageState first) {
    bytes = source.array();
    start = from;
    next = from;
    state = first;
    nameTooLong = false;
    suspect = -1;
  }

  /** Offset of the first byte not looked at; after the head once it is done. */
  final int next() {
    return next;
  }

  /**
   * Offset from the head's first byte of the first thing that only passes where invalid messages
   * are accepted, or -1.
   */
  final int suspect() {
    return suspect;
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
    end = limit;
    while (at < limit && state != MessageState.DONE) {
      at = step(at, limit);
    }
    next = at;
    return state == MessageState.DONE;
  }

  private int step(int at, int limit) throws BadMessageException {
    return switch (state) {
      case HDR_FIRST -> lineStart(at, limit);
      case HDR_NAME -> name(at, limit);
      case HDR_L1_SP -> beforeValue(at, limit);
      case HDR_L1_LF, HDR_L2_LF -> lineFeed(at, MessageState.HDR_L2_LWS);
      case HDR_VAL -> value(at, limit);
      case HDR_L2_LWS -> afterField(at);
      case LAST_LF -> last(at);
      default -> startLine(at, limit);
    };
  }

  /** Goes on with the start line. */
  abstract int startLine(int at, int limit) throws BadMessageException;

  /** Judges a field; {@link FieldUse#KEEP} adds it to {@link #headers}. */
  abstract FieldUse use(int nameStart, int nameEnd, FieldValue value) throws BadMessageException;

  /** The whole head was read. */
  abstract void complete() throws BadMessageException;

  final int lineFeed(int at, MessageState then) throws BadMessageException {
    if (bytes[at] != '\n') {
      throw invalid(at);
    }
    state = then;
    return at + 1;
  }

  private int lineStart(int at, int limit) throws BadMessageException {
    byte c = bytes[at];
    if (c == '\r') {
      state = MessageState.LAST_LF;
      return at + 1;
    }
    if (c == '\n') {
      state = MessageState.LAST_LF;
      return at;
    }
    nameStart = at;
    nameInvalid = false;
    state = MessageState.HDR_NAME;
    return name(at, limit);
  }

  private int name(int from, int limit) throws BadMessageException {
    int at = Chars.skipToken(bytes, from, limit);
    while (at < limit && bytes[at] != ':') {
      if (bytes[at] == '\n' || bytes[at] == '\r') {
        throw invalid(at);
      }
      suspicious(at);
      nameInvalid = true;
      at = Chars.skipToken(bytes, at + 1, limit);
    }
    return at < limit ? colon(at, limit) : at;
  }

  private int colon(int at, int limit) throws BadMessageException {
    if (at == nameStart) {
      throw invalid(at);
    }
    nameTooLong |= at - nameStart > MAX_NAME;
    nameEnd = at;
    valueStart = at + 1;
    valueEnd = valueStart;
    state = MessageState.HDR_L1_SP;
    return beforeValue(at + 1, limit);
  }

  private int beforeValue(int from, int limit) throws BadMessageException {
    int at = from;
    while (at < limit && Chars.isBlank(bytes[at])) {
      at++;
    }
    if (at == limit) {
      return at;
    }
    valueStart = at;
    state = MessageState.HDR_VAL;
    return value(at, limit);
  }

  private int value(int from, int limit) throws BadMessageException {
    int at = skipOrdinary(from, limit);
    while (at < limit) {
      byte c = bytes[at];
      if (c == '\r' || c == '\n') {
        valueEnd = at;
        state = at == valueStart ? MessageState.HDR_L1_LF : MessageState.HDR_L2_LF;
        int feed = c == '\r' ? at + 1 : at;
        return feed < limit ? lineFeed(feed, MessageState.HDR_L2_LWS) : feed;
      }
      if (c == 0 && !limits.relaxed()) {
        throw invalid(at);
      }
      at++;
    }
    return at;
  }

  /** Skips what is no control character, eight bytes at a time. */
  private int skipOrdinary(int from, int limit) {
    int at = from;
    while (at + Long.BYTES <= limit) {
      long word = (long) WORD.get(bytes, at);
      long found = (word - LOW_BYTES | word) & SIGNS;
      if (found != 0) {
        // The lowest is right, whatever it has borrowed from those above it.
        return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
      }
      at += Long.BYTES;
    }
    return at;
  }

  /** After a field's line: a blank continues it, anything else completes it. */
  private int afterField(int at) throws BadMessageException {
    if (!Chars.isBlank(bytes[at])) {
      field(at);
      state = MessageState.HDR_FIRST;
      return at;
    }
    for (int i = valueEnd; i < at; i++) {
      bytes[i] = ' ';
    }
    state = valueEnd == valueStart ? MessageState.HDR_L1_SP : MessageState.HDR_VAL;
    return at + 1;
  }

  private void field(int at) throws BadMessageException {
    int end = valueEnd;
    while (end > valueStart && Chars.isBlank(bytes[end - 1])) {
      end--;
    }
    if (headers.count() >= limits.maxHeaders()) {
      throw tooManyFields(at);
    }
    value.set(valueStart, end);
    // Where such a name is accepted its field is left out: what is behind may take it for another.
    FieldUse use = nameInvalid ? FieldUse.DROP : use(nameStart, nameEnd, value);
    if (use == FieldUse.INVALID) {
      throw invalid(valueStart);
    }
    if (use == FieldUse.KEEP) {
      headers.add(nameStart, nameEnd, value.start(), value.end());
    }
  }

  /** The end of the head counts as one, too. */
  private BadMessageException tooManyFields(int at) {
    next = at;
    return new BadMessageException(Kind.TOO_LARGE, 400, at - start, state);
  }

  private int last(int at) throws BadMessageException {
    lineFeed(at, MessageState.LAST_LF);
    next = at + 1;
    if (headers.count() >= limits.maxHeaders()) {
      throw tooManyFields(at + 1);
    }
    complete();
    state = MessageState.DONE;
    return at + 1;
  }

  /**
   * Whether that is {@code HTTP/}, in capitals, a digit, a dot and a digit (RFC 9112, section 2.3):
   * no other protocol's, such as RTSP's.
   */
  final boolean isVersion(int at, int end) {
    return end - at == 8
        && Chars.equals(bytes, at, at + 5, "HTTP/")
        && Chars.isDigit(bytes[at + 5])
        && bytes[at + 6] == '.'
        && Chars.isDigit(bytes[at + 7]);
  }

  final int offset(int at) {
    return at - start;
  }

  /**
   * Something that is refused unless invalid messages are accepted.
   *
   * @throws BadMessageException where they are not
   */
  final void suspicious(int at) throws BadMessageException {
    if (!limits.relaxed()) {
      throw invalid(at);
    }
    if (suspect < 0) {
      suspect = at - start;
    }
  }

  /** Whether the name of a field is longer than can be kept. */
  final boolean hasTooLongName() {
    return nameTooLong;
  }

  final BadMessageException invalid(int at) {
    return refused(at, 400);
  }

  final BadMessageException refused(int at, int status) {
    next = at;
    return new BadMessageException(Kind.INVALID, status, at - start, state);
  }

  /** The head is still incomplete though the buffer is full, or it is too large as it is. */
  final BadMessageException tooLarge() {
    return new BadMessageException(Kind.TOO_LARGE, 400, next - start, state);
  }

  /** Refuses a head that is whole, but too large to be kept and changed. */
  final void judgeSize(MessageHead head) throws BadMessageException {
    if (head.storedLength() > limits.storedSize()) {
      throw tooLarge();
    }
  }

  /** The stream ended inside the head. */
  final BadMessageException truncated() {
    return new BadMessageException(Kind.TRUNCATED, 400, next - start, state);
  }
}
