package io.haloom.http.h2;

import io.haloom.http.MessageBuffers;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Reads the frames of a connection, on one thread. While none has begun it holds no buffer. DATA is
 * passed on as it comes, other frames when they are whole; a field block is one, however many
 * CONTINUATION frames it takes.
 */
final class FrameInput {
  /** Takes what has been read. */
  interface Receiver {
    /** A frame begins. */
    void begins(FrameHeader header) throws H2Exception;

    /** A frame of DATA begins; its flow control counts all of it. */
    void data(FrameHeader header) throws H2Exception;

    /** The next bytes of the stream's DATA, at least one. */
    void data(int stream, ByteBuffer bytes, int from, int to) throws H2Exception;

    /** The stream's DATA frame is over. */
    void dataEnd(int stream, boolean last) throws H2Exception;

    /** A whole field block. */
    void fields(int stream, byte[] block, int from, int to, boolean last) throws H2Exception;

    /** A frame of any other type. */
    void frame(FrameHeader header, FramePayload payload, ByteBuffer bytes) throws H2Exception;

    /** An error that ends one stream was found. */
    void failed(H2Exception e) throws H2Exception;
  }

  private final Connection connection;
  private final MessageBuffers buffers;
  private final int maxFrameSize;
  private final int maxBlock;
  private final FrameHeader header = new FrameHeader();
  private final FramePayload payload = new FramePayload();
  private final FloodLimit floods;
  private final Glitches glitches;
  private ByteBuffer buffer;
  private int start;
  private int end;

  /** Whether the header of a frame has been read, and not all of its payload. */
  private boolean inFrame;

  /** Of a frame of DATA: bytes of payload and then of padding that are to come. */
  private int dataLeft;

  private int paddingLeft;
  private boolean inData;

  /** Bytes of a frame that are to come and of which nobody wants to know. */
  private int skipLeft;

  /** The beginning of a field block, and the stream it is of; 0 where none has begun. */
  private byte[] block = {};

  private int blockLength;
  private int blockStream;
  private boolean blockLast;
  private int blockPieces;

  /**
   * @param maxFrameSize what the peer was told
   * @param mostGlitches how many end the connection; 0 is no limit
   */
  FrameInput(Connection connection, MessageBuffers buffers, int maxFrameSize, int mostGlitches) {
    this.connection = connection;
    this.buffers = buffers;
    this.maxFrameSize = maxFrameSize;
    this.maxBlock = Math.max(buffers.limits().bufsize(), maxFrameSize);
    this.floods = new FloodLimit(connection.now());
    this.glitches = new Glitches(mostGlitches);
  }

  Glitches glitches() {
    return glitches;
  }

  FloodLimit floods() {
    return floods;
  }

  /** Bytes of the current frame of DATA that are no padding. */
  int dataLength() {
    return payload.to() - payload.from();
  }

  /** Takes bytes that were received elsewhere, before anything is read. */
  void preload(ByteBuffer bytes) {
    int length = bytes.remaining();
    if (length > 0) {
      take();
      if (buffer.capacity() < length) {
        close();
        buffer = ByteBuffer.allocate(length);
      }
      buffer.put(0, bytes, bytes.position(), length);
      end = length;
    }
  }

  private void take() {
    if (buffer == null) {
      int needed = maxFrameSize + FrameHeader.LENGTH;
      boolean fits = buffers.limits().bufsize() + FrameHeader.LENGTH >= needed;
      buffer = fits ? buffers.take(connection) : ByteBuffer.allocate(needed);
      start = 0;
      end = 0;
    }
  }

  /** Gives the buffer back where nothing is in it. */
  void rest() {
    if (buffer != null && start == end) {
      close();
    }
  }

  /** Gives the buffer back whatever is in it. */
  void close() {
    if (buffer != null && buffer.capacity() == buffers.limits().bufsize()) {
      buffers.give(connection, buffer);
    }
    buffer = null;
    start = 0;
    end = 0;
  }

  /** Nobody wants what is there. */
  void discard() {
    start = end;
  }

  /**
   * Waits for more bytes.
   *
   * @return how many have come, -1 at the end of the stream
   */
  int receive() throws ConnectionException {
    rest();
    if (buffer == null) {
      connection.awaitReadable();
      take();
    }
    if (start == end) {
      start = 0;
      end = 0;
    } else if (end == buffer.capacity()) {
      buffer.put(0, buffer, start, end - start);
      end -= start;
      start = 0;
    }
    int count = connection.read(buffer.clear().position(end));
    buffer.clear();
    if (count > 0) {
      end += count;
    }
    return count;
  }

  /** The bytes of the preface, once they are there; false while they are not. */
  boolean skip(byte[] expected) throws H2Exception {
    int length = Math.min(expected.length, end - start);
    if (length > 0 && !Arrays.equals(buffer.array(), start, start + length, expected, 0, length)) {
      throw H2Exception.connection(ErrorCode.PROTOCOL_ERROR, "no preface");
    }
    if (length < expected.length) {
      return false;
    }
    start += length;
    return true;
  }

  /** Passes on the next of what has been received; false where more has to come. */
  boolean next(Receiver to) throws H2Exception {
    if (inData) {
      return data(to);
    }
    if (!inFrame) {
      if (end - start < FrameHeader.LENGTH) {
        return false;
      }
      header.parse(buffer, start);
      start += FrameHeader.LENGTH;
      inFrame = true;
      begin(to);
    }
    if (skipLeft > 0) {
      return skip();
    }
    if (header.type() == FrameType.DATA && inFrame) {
      return beginData(to);
    }
    if (end - start < header.length()) {
      return false;
    }
    if (inFrame) {
      whole(to);
    }
    return true;
  }

  private void begin(Receiver to) throws H2Exception {
    try {
      to.begins(header);
      floods.begins(header, connection);
      header.check(maxFrameSize);
      inOrder();
    } catch (H2Exception e) {
      failed(e, to);
      skipLeft = header.length();
      inFrame = skipLeft > 0;
    }
  }

  private boolean skip() {
    int length = Math.min(skipLeft, end - start);
    start += length;
    skipLeft -= length;
    inFrame = skipLeft > 0;
    return !inFrame;
  }

  /** A field block is not interrupted, nor begun in its middle. */
  private void inOrder() throws H2Exception {
    boolean continues = header.type() == FrameType.CONTINUATION;
    if (continues != (blockStream != 0) || continues && header.stream() != blockStream) {
      throw H2Exception.connection(ErrorCode.PROTOCOL_ERROR, "a field block is interrupted");
    }
  }

  /** Where one stream fails, the rest of the frame is skipped. */
  private void failed(H2Exception e, Receiver to) throws H2Exception {
    if (e.isOfConnection()) {
      throw e;
    }
    to.failed(e);
  }

  // --- DATA ------------------------------------------------------------------------------------

  private boolean beginData(Receiver to) throws H2Exception {
    if (end - start < FramePayload.needed(header)) {
      return false;
    }
    payload.parse(header, buffer, start);
    start = payload.from();
    dataLeft = payload.to() - payload.from();
    paddingLeft = payload.padding();
    inData = true;
    try {
      to.data(header);
    } catch (H2Exception e) {
      failed(e, to);
    }
    return data(to);
  }

  private boolean data(Receiver to) throws H2Exception {
    int length = Math.min(dataLeft, end - start);
    if (length > 0) {
      int from = start;
      start += length;
      dataLeft -= length;
      received(from, to);
    }
    int padding = Math.min(paddingLeft, end - start);
    if (dataLeft == 0) {
      start += padding;
      paddingLeft -= padding;
    }
    if (dataLeft > 0 || paddingLeft > 0) {
      return false;
    }
    inData = false;
    inFrame = false;
    try {
      to.dataEnd(header.stream(), header.isEndStream());
    } catch (H2Exception e) {
      failed(e, to);
    }
    return true;
  }

  private void received(int from, Receiver to) throws H2Exception {
    try {
      to.data(header.stream(), buffer, from, start);
    } catch (H2Exception e) {
      failed(e, to);
    }
  }

  // --- other frames ----------------------------------------------------------------------------

  private void whole(Receiver to) throws H2Exception {
    int from = start;
    start += header.length();
    inFrame = false;
    try {
      payload.parse(header, buffer, from);
      switch (header.type()) {
        case HEADERS -> {
          blockLast = header.isEndStream();
          fields(to);
        }
        case CONTINUATION -> fields(to);
        default -> to.frame(header, payload, buffer);
      }
    } catch (H2Exception e) {
      failed(e, to);
    }
  }

  private void fields(Receiver to) throws H2Exception {
    boolean first = header.type() == FrameType.HEADERS;
    boolean last = header.has(FrameHeader.END_HEADERS);
    if (first && last) {
      to.fields(header.stream(), buffer.array(), payload.from(), payload.to(), blockLast);
      return;
    }
    int length = payload.to() - payload.from();
    if (blockLength + length > maxBlock) {
      throw H2Exception.connection(ErrorCode.ENHANCE_YOUR_CALM, "a field block is too large");
    }
    if (block.length < blockLength + length) {
      block = Arrays.copyOf(block, Math.max(blockLength + length, 2 * block.length));
    }
    buffer.get(payload.from(), block, blockLength, length);
    blockLength += length;
    blockStream = header.stream();
    blockPieces += first ? 0 : 1;
    if (last) {
      glitches.continued(blockPieces);
      blockPieces = 0;
      byte[] whole = block;
      int all = blockLength;
      int stream = blockStream;
      block = new byte[0];
      blockLength = 0;
      blockStream = 0;
      to.fields(stream, whole, 0, all, blockLast);
    }
  }
}
