package io.haloom.http.h1;

import io.haloom.http.BadMessageException;
import io.haloom.http.Chars;
import io.haloom.http.MessageState;
import java.nio.ByteBuffer;

/**
 * The chunked transfer coding (RFC 9112, section 7.1) without its trailers: goes over what is not
 * payload, however the bytes come. Extensions are skipped.
 */
final class ChunkDecoder {
  /** More would not fit the integers of languages that have only floating-point numbers. */
  private static final long MAX_CHUNK = (1L << 52) - 1;

  private enum State {
    SIZE_START,
    SIZE,
    SIZE_END,
    EXTENSION,
    SIZE_LF,
    DATA,
    DATA_END,
    DATA_LF,
    LAST
  }

  private final int maxLine;
  private State state;
  private long size;
  private int line;
  private int offset;
  private long total;

  /**
   * @param maxLine bytes that a chunk's size line may have
   */
  ChunkDecoder(int maxLine) {
    this.maxLine = maxLine;
  }

  void begin() {
    beginChunk();
    total = 0;
    line = 0;
  }

  private void beginChunk() {
    state = State.SIZE_START;
    size = 0;
  }

  /** Payload bytes that the chunks so far have, the current one included. */
  long total() {
    return total;
  }

  /** What HAProxy calls the place where the decoder is. */
  MessageState messageState() {
    return switch (state) {
      case DATA, LAST -> MessageState.DATA;
      case DATA_END, DATA_LF -> MessageState.CHUNK_CRLF;
      default -> MessageState.CHUNK_SIZE;
    };
  }

  /** Payload bytes of the current chunk still to come, 0 between chunks. */
  long remaining() {
    return state == State.DATA ? size : 0;
  }

  /** True once the last chunk's line was read: what follows are trailers. */
  boolean isLast() {
    return state == State.LAST;
  }

  /** So many bytes of payload were taken. */
  void taken(long bytes) {
    size -= bytes;
    if (size == 0) {
      state = State.DATA_END;
      line = 0;
    }
  }

  /**
   * Goes over framing bytes until payload or the last chunk comes.
   *
   * @return offset of the first byte not gone over
   */
  int skip(ByteBuffer bytes, int from, int limit) throws BadMessageException {
    int at = from;
    while (at < limit && state != State.DATA && state != State.LAST) {
      offset = at;
      step(bytes.get(at));
      at++;
      line++;
    }
    return at;
  }

  /**
   * Judges the framing of a body whose first bytes are these.
   *
   * @return offset of the first byte not gone over
   */
  int check(ByteBuffer bytes, int from, int limit) throws BadMessageException {
    begin();
    int at = skip(bytes, from, limit);
    while (at < limit && state == State.DATA) {
      int length = (int) Math.min(size, limit - at);
      taken(length);
      at = skip(bytes, at + length, limit);
    }
    return at;
  }

  private void step(byte c) throws BadMessageException {
    if (line >= maxLine) {
      throw new BadMessageException(
          BadMessageException.Kind.TOO_LARGE, 400, offset, messageState());
    }
    switch (state) {
      case SIZE_START, SIZE -> size(c);
      case SIZE_END -> sizeEnd(c);
      case EXTENSION -> {
        // A lone line feed ends a line for some and is a part of it for others.
        if (c == '\r' || c == '\n') {
          sizeEnd(c);
        }
      }
      case SIZE_LF -> {
        expectLineFeed(c);
        sizeRead();
      }
      case DATA_END -> dataEnd(c);
      default -> {
        expectLineFeed(c);
        beginChunk();
        line = -1;
      }
    }
  }

  private void size(byte c) throws BadMessageException {
    int digit = Chars.hex(c);
    if (digit >= 0) {
      size = size << 4 | digit;
      state = State.SIZE;
      if (size > MAX_CHUNK) {
        throw invalid();
      }
    } else if (state == State.SIZE_START) {
      throw invalid();
    } else {
      sizeEnd(c);
    }
  }

  private void sizeEnd(byte c) throws BadMessageException {
    switch (c) {
      case ' ', '\t' -> state = State.SIZE_END;
      case ';' -> state = State.EXTENSION;
      case '\r' -> state = State.SIZE_LF;
      default -> throw invalid();
    }
  }

  private void sizeRead() {
    state = size == 0 ? State.LAST : State.DATA;
    total += size;
  }

  private void dataEnd(byte c) throws BadMessageException {
    if (c != '\r') {
      throw invalid();
    }
    state = State.DATA_LF;
  }

  private void expectLineFeed(byte c) throws BadMessageException {
    if (c != '\n') {
      throw invalid();
    }
  }

  private BadMessageException invalid() {
    return new BadMessageException(BadMessageException.Kind.INVALID, 400, offset, messageState());
  }

  BadMessageException truncated() {
    return new BadMessageException(BadMessageException.Kind.TRUNCATED, 400, offset, messageState());
  }
}
