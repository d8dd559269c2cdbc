package io.haloom.http.h1;

import io.haloom.http.BadMessageException;
import io.haloom.http.Carried;
import io.haloom.http.InvalidMessage;
import io.haloom.http.Lingering;
import io.haloom.http.MessageBuffers;
import io.haloom.http.MessageFlags;
import io.haloom.http.MessageHead;
import io.haloom.http.MessageState;
import io.haloom.http.Method;
import io.haloom.http.RequestHead;
import io.haloom.http.ResponseHead;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import java.nio.ByteBuffer;

/**
 * Reads the messages of one connection, one after the other, in place in one buffer. One virtual
 * thread at a time.
 *
 * <p>The buffer is borrowed when a message begins and given back by {@link #release()} between
 * messages, so an idle connection holds none. A head stays where it is while its body is read
 * behind it, and is valid until the next message is read or the buffer given back.
 */
public final class Http1Reader {
  private final Connection connection;
  private final MessageBuffers buffers;
  private final Carried carried;
  private final Http1Body body;
  private ByteBuffer buffer;

  /** The bytes of the buffer from here to {@link #end} have not been consumed. */
  private int start;

  private int end;
  private long received;
  private RequestHead request;
  private RequestParser requestParser;
  private ResponseHead response;
  private ResponseParser responseParser;

  /** The head that was read last, and its parser. */
  private MessageHead head;

  private HeadParser parser;

  /** Whether bytes behind the head have been moved, so that it is not all one any more. */
  private boolean moved;

  public Http1Reader(Connection connection, MessageBuffers buffers) {
    this(connection, buffers, Carried.UNTOLD);
  }

  /** A reader that tells of the bytes it receives, and of requests that begin. */
  Http1Reader(Connection connection, MessageBuffers buffers, Carried carried) {
    this.carried = carried;
    this.connection = connection;
    this.buffers = buffers;
    this.body = new Http1Body(this, buffers.limits());
  }

  /**
   * Reads the head of a request.
   *
   * @return the head, or null when the stream ended before its first byte
   * @throws BadMessageException when it is refused, with the status to answer
   */
  public RequestHead readRequest() throws ConnectionException, BadMessageException {
    if (request == null) {
      request = new RequestHead();
      requestParser = new RequestParser(buffers.limits(), request);
    }
    prepare();
    body.reset();
    requestParser.begin(buffer, 0);
    head = request;
    if (!hasBuffered() && receive(buffers.limits().headSize()) < 0) {
      parser = requestParser;
      return null;
    }
    carried.begun(connection);
    if (!readHead(requestParser)) {
      return null;
    }
    body.begin(request);
    return request;
  }

  /**
   * Reads the head of a response; a 1xx one is a head like any other.
   *
   * @param method of the request it responds to
   * @return the head, or null when the stream ended before its first byte
   */
  public ResponseHead readResponse(Method method) throws ConnectionException, BadMessageException {
    if (response == null) {
      response = new ResponseHead();
      responseParser = new ResponseParser(buffers.limits(), response);
    }
    prepare();
    body.reset();
    responseParser.begin(buffer, 0, method);
    head = response;
    if (!readHead(responseParser)) {
      return null;
    }
    body.begin(response);
    return response;
  }

  /** What is to be remembered of the message that was just refused. */
  public InvalidMessage invalid(BadMessageException e) {
    int base = body.isInTrailers() || moved ? body.origin() : 0;
    int position = e.position() - (body.isInTrailers() ? 0 : base);
    MessageState state = body.isInTrailers() ? MessageState.TRAILERS : e.messageState();
    return captured(base, position, true, state);
  }

  /**
   * What is to be remembered of the message whose head was just read: it has passed though it is
   * not as it should be.
   *
   * @return null where nothing is wrong with it
   */
  public InvalidMessage suspicious() {
    if (parser.suspect() < 0) {
      return null;
    }
    MessageState state =
        head.isWithoutBody()
            ? MessageState.DONE
            : head.announcesChunks() ? MessageState.CHUNK_SIZE : MessageState.DATA;
    return captured(0, parser.suspect(), false, state);
  }

  private InvalidMessage captured(int base, int position, boolean refused, MessageState state) {
    byte[] bytes = new byte[end - base];
    buffer.get(base, bytes);
    long length = Math.max(head.announcedLength(), 0);
    return new InvalidMessage(
        bytes,
        position,
        head == response,
        refused,
        state,
        MessageFlags.of(head),
        head.announcesChunks() ? body.chunkRemaining() : length,
        head.announcesChunks() ? body.chunkTotal() : length);
  }

  /**
   * Waits until the next message may have a buffer, unless it has one.
   *
   * @param deadline the {@link System#nanoTime()} at which to give up, 0 for never
   * @return false when the deadline has passed
   */
  public boolean awaitRoom(long deadline) {
    return buffer != null || buffers.awaitRoom(connection, deadline);
  }

  /** The body of the message whose head was read last. */
  public Http1Body body() {
    return body;
  }

  /**
   * Whether bytes were received that no message has consumed: of a next message, or of the head
   * that could not be read.
   */
  public boolean hasBuffered() {
    return end > start;
  }

  /** Bytes received so far. */
  public long received() {
    return received;
  }

  /** Bytes that messages have consumed so far. */
  public long consumed() {
    return received - (end - start);
  }

  /** Takes bytes that were received elsewhere, before any message is read. */
  public void preload(ByteBuffer bytes) {
    if (bytes.hasRemaining()) {
      buffer = buffers.take(connection);
      start = 0;
      end = Math.min(bytes.remaining(), buffer.capacity());
      received = end;
      buffer.put(0, bytes, bytes.position(), end);
    }
  }

  /** Takes what was received and no message has consumed: it belongs to another protocol. */
  public ByteBuffer takeBuffered() {
    if (!hasBuffered()) {
      return ByteBuffer.allocate(0);
    }
    ByteBuffer bytes = ByteBuffer.allocate(end - start);
    bytes.put(0, buffer, start, end - start);
    start = end;
    return bytes;
  }

  /** Gives the buffer back unless bytes of a next message are in it. Invalidates the last head. */
  public void release() {
    if (buffer != null && !hasBuffered()) {
      buffers.give(connection, buffer);
      buffer = null;
    }
  }

  /** Gives the buffer back whatever is in it: nothing more is read. */
  public void close() {
    start = end;
    release();
  }

  /**
   * Ends the connection after a last response without losing it.
   *
   * @param millis how long to wait for the client's FIN
   */
  public void linger(int millis) {
    close();
    Lingering.on(connection, millis);
  }

  private void prepare() throws ConnectionException {
    if (buffer == null) {
      connection.awaitReadable();
      buffer = buffers.take(connection);
      start = 0;
      end = 0;
    }
    compactTo(0);
    moved = false;
  }

  private boolean readHead(HeadParser lines) throws ConnectionException, BadMessageException {
    parser = lines;
    int room = buffers.limits().headSize();
    while (!lines.parse(Math.min(end, room))) {
      if (end >= room) {
        throw lines.tooLarge();
      }
      if (receive(room) < 0) {
        if (lines.begun()) {
          throw lines.truncated();
        }
        return false;
      }
    }
    start = lines.next();
    return true;
  }

  void compactTo(int origin) {
    if (start != origin) {
      buffer.put(origin, buffer, start, end - start);
      end -= start - origin;
      start = origin;
      moved = true;
    }
  }

  private int receive(int limit) throws ConnectionException {
    buffer.limit(limit).position(end);
    int count = connection.read(buffer);
    buffer.clear();
    if (count > 0) {
      end += count;
      received += count;
      carried.received(connection, count);
    }
    return count;
  }

  // What follows is for the body, whose bytes lie behind the head.

  ByteBuffer buffer() {
    return buffer;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  void consumeTo(int offset) {
    start = offset;
  }

  /** Puts bytes that were consumed back before those that are there. */
  void unread(int origin, byte[] bytes) {
    compactTo(origin + bytes.length);
    buffer.put(origin, bytes);
    start = origin;
  }

  /**
   * Receives more bytes behind those that are there, which move down to {@code origin} when there
   * is no room.
   *
   * @return false at the end of the stream
   */
  boolean receiveBody(int origin) throws ConnectionException, BadMessageException {
    if (start == end || end == buffer.capacity()) {
      compactTo(origin);
    }
    if (end == buffer.capacity()) {
      return false;
    }
    return receive(buffer.capacity()) > 0;
  }
}
