package io.haloom.http.h2;

import io.haloom.http.Carried;
import io.haloom.http.MessageBuffers;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.net.Transport;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.locks.LockSupport;

/**
 * What goes out on a connection: its streams and its reader leave frames here, which one thread at
 * a time sends, as many as there are by then. Who leaves frames holds the connection's lock; who
 * sends does not.
 */
final class FrameOutput {
  /** The most bytes of payload that wait: a stream that has more waits itself. */
  static final int MOST_DATA = 64 * 1024;

  /**
   * Bytes that wait, whatever they are, from which on nothing more is read: a peer that has
   * everything answered and reads nothing costs no more than that.
   */
  private static final int MOST = 4 * MOST_DATA;

  /** Below that a frame begins another buffer. */
  private static final int LEAST_PIECE = 1024;

  private final H2Connection of;
  private final Connection connection;
  private final MessageBuffers buffers;
  private final Transport transport;
  private final Carried carried;
  private final ArrayDeque<ByteBuffer> full = new ArrayDeque<>();
  private ByteBuffer current;

  /** Bytes in {@link #full}, and bytes that are being sent. */
  private int fullBytes;

  private int sendingBytes;

  /** Whether a thread sends, which looks for more before it stops. */
  private boolean sending;

  private boolean closed;

  /** Waits until nobody sends, or null. */
  private Thread drainer;

  /** The last frame, where it is one of DATA that still waits here. */
  private int lastData;

  private int lastDataStream;

  FrameOutput(H2Connection of, MessageBuffers buffers, Transport transport, Carried carried) {
    this.of = of;
    this.connection = of.connection();
    this.buffers = buffers;
    this.transport = transport;
    this.carried = carried;
  }

  /** Bytes of payload that may be left here now. */
  int dataRoom() {
    return MOST_DATA - left() - sendingBytes;
  }

  /** Whether so much waits that the peer is to take some of it first. */
  boolean isFull() {
    return left() + sendingBytes > MOST;
  }

  /** Bytes of payload that a frame may have to lie in one of the buffers. */
  int pieceRoom() {
    int left = current == null ? 0 : current.remaining() - FrameHeader.LENGTH;
    return left >= LEAST_PIECE ? left : buffers.limits().bufsize() - FrameHeader.LENGTH;
  }

  private int left() {
    return fullBytes + (current == null ? 0 : current.position());
  }

  /** A buffer to write so many bytes into, at once. */
  ByteBuffer room(int bytes) {
    lastDataStream = 0;
    if (current != null && current.remaining() < bytes) {
      fill();
    }
    if (current == null) {
      int size = buffers.limits().bufsize();
      current = bytes <= size ? buffers.take(connection) : ByteBuffer.allocate(bytes);
    }
    return current;
  }

  private void fill() {
    fullBytes += current.position();
    full.add(current);
    current = null;
  }

  /** Leaves a frame of DATA with the next bytes of a payload. */
  void data(int stream, ByteBuffer payload, int length, boolean last) {
    if (length == payload.remaining() || length >= LEAST_PIECE) {
      of.input().floods().pays(FloodLimit.DATA);
    }
    int flags = last ? FrameHeader.END_STREAM : 0;
    ByteBuffer into = room(FrameHeader.LENGTH + length);
    int start = into.position();
    FrameWriter.header(into, FrameType.DATA, flags, stream, length);
    into.put(into.position(), payload, payload.position(), length);
    into.position(into.position() + length);
    payload.position(payload.position() + length);
    lastData = start;
    lastDataStream = stream;
  }

  /** Answers a PING. */
  void pong(FrameHeader ping, long opaque) {
    if (!ping.has(FrameHeader.ACK)) {
      FrameWriter.ping(room(FrameHeader.LENGTH + 8), opaque, true);
    }
  }

  /** Ends a stream: by its last frame where that still waits, or else by an empty one. */
  void end(int stream) {
    if (lastDataStream == stream) {
      current.put(lastData + 4, (byte) FrameHeader.END_STREAM);
    } else {
      FrameWriter.header(
          room(FrameHeader.LENGTH), FrameType.DATA, FrameHeader.END_STREAM, stream, 0);
    }
  }

  // --- sending ---------------------------------------------------------------------------------

  /** Sends what waits, unless somebody does; without the lock. */
  void flush() {
    if (begins()) {
      send();
    }
  }

  /** Has what waits sent by a thread of its own, unless somebody does; for who must not wait. */
  void flushAside() {
    if (begins()) {
      transport.fork(this::send);
    }
  }

  /** Sends what waits, or waits until somebody has; without the lock. */
  void flushAll() {
    flush();
    of.lock();
    try {
      drainer = Thread.currentThread();
      while (sending && !closed) {
        of.unlock();
        try {
          LockSupport.park(this);
        } finally {
          of.lock();
        }
      }
      drainer = null;
    } finally {
      of.unlock();
    }
  }

  private boolean begins() {
    of.lock();
    try {
      if (sending || closed || left() == 0) {
        return false;
      }
      sending = true;
      return true;
    } finally {
      of.unlock();
    }
  }

  private void send() {
    try {
      for (ByteBuffer[] next = take(); next != null; next = take()) {
        carried.sent(connection, sendingBytes);
        connection.write(next);
        sent(next);
      }
    } catch (ConnectionException e) {
      of.broken(e);
    }
  }

  /** What is to be sent now; null where there is nothing, and nobody sends any more. */
  private ByteBuffer[] take() {
    of.lock();
    try {
      if (closed || left() == 0) {
        sending = false;
        LockSupport.unpark(drainer);
        return null;
      }
      if (current != null) {
        fill();
      }
      lastDataStream = 0;
      sendingBytes = fullBytes;
      fullBytes = 0;
      ByteBuffer[] taken = full.toArray(new ByteBuffer[0]);
      full.clear();
      for (ByteBuffer one : taken) {
        one.flip();
      }
      return taken;
    } finally {
      of.unlock();
    }
  }

  private void sent(ByteBuffer[] taken) {
    of.lock();
    try {
      sendingBytes = 0;
      for (ByteBuffer one : taken) {
        giveBack(one);
      }
      of.windows().hasRoom();
      of.outputMoved();
    } finally {
      of.unlock();
    }
  }

  private void giveBack(ByteBuffer buffer) {
    if (buffer.capacity() == buffers.limits().bufsize()) {
      buffers.give(connection, buffer);
    }
  }

  /** Nothing more is sent. What a thread is sending is lost with its connection. */
  void close() {
    closed = true;
    LockSupport.unpark(drainer);
    of.outputMoved();
    for (ByteBuffer one : full) {
      giveBack(one);
    }
    full.clear();
    if (current != null) {
      giveBack(current);
      current = null;
    }
  }
}
