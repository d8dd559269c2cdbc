package io.haloom.http.h2;

import io.haloom.http.Headers;
import io.haloom.http.MessageBuffers;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * What a peer has sent on a stream behind its head, and nobody has taken yet: bounded by the window
 * that it was given. Guarded by the connection's lock.
 */
final class StreamInput {
  /** Bytes in a buffer, of the pool or as large as they are, from {@code from} to {@code to}. */
  private static final class Part {
    final ByteBuffer buffer;
    int from;
    int to;

    Part(ByteBuffer buffer) {
      this.buffer = buffer;
    }
  }

  /** What alone has come and is no longer lies in memory of its own, of that size. */
  private static final int LITTLE = 512;

  /**
   * What a peer whose payload is read as it comes may send beyond its first window: so much is on
   * its way while it is told of more.
   */
  static final int AHEAD = 192 * 1024;

  private final H2Stream stream;
  private final MessageBuffers buffers;
  private final ArrayDeque<Part> parts = new ArrayDeque<>(1);

  /** What was taken last, valid until the next is. */
  private Part taken;

  private int queued;

  /** Bytes that the peer may send. */
  private int window;

  /** Bytes that were taken, and of which the peer has not been told. */
  private int untold;

  /** Bytes that were taken before {@link #AHEAD} was granted, or -1 once it was. */
  private int takenFirst;

  /** Payload that is to come by its announced length; -1 where none was announced. */
  private long announced = -1;

  private boolean ended;

  /** Whether a head is to come before any DATA. */
  private boolean awaitsHead;

  /** Whether the end came in a frame of DATA, when nothing was there to be taken. */
  private boolean endedEmpty;

  private Headers trailers;

  StreamInput(H2Stream stream, MessageBuffers buffers, int window) {
    this.stream = stream;
    this.buffers = buffers;
    this.window = window;
  }

  /** Bytes that are there. */
  int queued() {
    return queued;
  }

  /** Whether the peer has sent all. */
  boolean isEnded() {
    return ended;
  }

  /** A frame of DATA was the last one. */
  void endData() throws H2Exception {
    end(null);
    endedEmpty = queued == 0;
  }

  /** Whether the end came by itself, which HAProxy counts as a byte. */
  boolean hasEndedEmpty() {
    return endedEmpty;
  }

  /** Null where none have come. */
  Headers trailers() {
    return trailers;
  }

  /** A head is to come before any DATA: {@link #answered}. */
  void awaitsHead() {
    awaitsHead = true;
  }

  /**
   * The head has come.
   *
   * @param length of what it announces, or -1
   */
  void answered(long length) {
    awaitsHead = false;
    announced = length;
  }

  void announced(long length) {
    announced = length;
  }

  // --- what comes ------------------------------------------------------------------------------

  /**
   * A frame of DATA of that size begins.
   *
   * @param padding bytes of it that take room in the window, too
   */
  void begin(int bytes, int padding) throws H2Exception {
    if (ended) {
      throw stream.error(ErrorCode.STREAM_CLOSED, "DATA behind the end of a stream");
    }
    if (awaitsHead) {
      throw stream.error(ErrorCode.PROTOCOL_ERROR, "DATA before HEADERS");
    }
    if (bytes > window) {
      throw stream.error(ErrorCode.FLOW_CONTROL_ERROR, "more DATA than the window allows");
    }
    window -= bytes;
    untold += padding;
  }

  void add(byte[] from, int start, int end) throws H2Exception {
    int length = end - start;
    if (announced >= 0) {
      announced -= length;
      if (announced < 0) {
        throw stream.error(ErrorCode.PROTOCOL_ERROR, "more DATA than content-length says");
      }
    }
    queued += length;
    int at = start;
    while (at < end) {
      Part last = parts.peekLast();
      if (last == null || last.to == last.buffer.capacity()) {
        boolean little = parts.isEmpty() && end - at < Math.min(LITTLE, whole());
        last = new Part(little ? ByteBuffer.allocate(end - at) : buffers.take(stream.base()));
        parts.addLast(last);
      }
      int count = Math.min(end - at, last.buffer.capacity() - last.to);
      last.buffer.put(last.to, from, at, count);
      last.to += count;
      at += count;
    }
  }

  void end(Headers found) throws H2Exception {
    if (announced > 0) {
      throw stream.error(ErrorCode.PROTOCOL_ERROR, "less DATA than content-length says");
    }
    trailers = found;
    ended = true;
  }

  // --- what is taken ---------------------------------------------------------------------------

  /** What is there, in one piece as far as it lies so; null where nothing is. */
  ByteBuffer take() {
    giveBack(taken);
    taken = parts.pollFirst();
    if (taken == null) {
      return null;
    }
    int length = taken.to - taken.from;
    queued -= length;
    consumed(length);
    return taken.buffer.limit(taken.to).position(taken.from);
  }

  /** Takes as much as fits; how many bytes. */
  int take(ByteBuffer into) {
    Part first = parts.peekFirst();
    if (first == null) {
      return 0;
    }
    int length = Math.min(first.to - first.from, into.remaining());
    into.put(into.position(), first.buffer, first.from, length);
    into.position(into.position() + length);
    first.from += length;
    queued -= length;
    consumed(length);
    if (first.from == first.to) {
      giveBack(parts.pollFirst());
    }
    return length;
  }

  private void consumed(int bytes) {
    untold += bytes;
    takenFirst += takenFirst < 0 ? 0 : bytes;
    stream.consumed(bytes);
  }

  /** Whether so much has been taken that {@link #AHEAD} is granted now; once. */
  boolean runsAhead(int whole) {
    if (ended || takenFirst < whole / 2) {
      return false;
    }
    takenFirst = -1;
    untold += AHEAD;
    return true;
  }

  /**
   * Bytes that the peer is to be told of now: where nothing is left to be taken, or a quarter of
   * what it may send has been; or else 0.
   */
  int credit(int whole) {
    if (ended || queued > 0 && untold < whole / 4) {
      return 0;
    }
    int bytes = untold;
    untold = 0;
    window += bytes;
    return bytes;
  }

  /** A copy of what is there. */
  byte[] copy() {
    byte[] all = new byte[queued];
    int at = 0;
    for (Part part : parts) {
      part.buffer.get(part.from, all, at, part.to - part.from);
      at += part.to - part.from;
    }
    return all;
  }

  /** Puts bytes that were taken before those that are there. */
  void putBack(byte[] bytes) {
    for (int end = bytes.length; end > 0; ) {
      Part part = new Part(buffers.take(stream.base()));
      int length = Math.min(end, part.buffer.capacity());
      part.buffer.put(0, bytes, end - length, length);
      part.to = length;
      parts.addFirst(part);
      end -= length;
    }
    queued += bytes.length;
  }

  /** Gives all back, whatever is there; how many bytes nobody has taken. */
  int close() {
    int left = queued;
    giveBack(taken);
    taken = null;
    parts.forEach(this::giveBack);
    parts.clear();
    queued = 0;
    return left;
  }

  /** Bytes of a buffer of the pool. */
  private int whole() {
    return buffers.limits().bufsize();
  }

  private void giveBack(Part part) {
    if (part != null && part.buffer.capacity() == whole()) {
      buffers.give(stream.base(), part.buffer);
    }
  }
}
