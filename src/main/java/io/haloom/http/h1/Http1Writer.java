package io.haloom.http.h1;

import io.haloom.http.BadMessageException;
import io.haloom.http.Carried;
import io.haloom.http.Framing;
import io.haloom.http.HeaderCase;
import io.haloom.http.HeaderName;
import io.haloom.http.Headers;
import io.haloom.http.HttpBody;
import io.haloom.http.MessageBuffers;
import io.haloom.http.MessageHead;
import io.haloom.http.OutgoingFraming;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Writes the messages of one connection, one after the other. One virtual thread at a time.
 *
 * <p>Per message: a start line, {@link #header headers} in the order they are to have, among them
 * {@link #length} or {@link #chunked} where there is a body, {@link #endHead}, {@link #write} and
 * {@link #end}. Bytes are gathered in one buffer, borrowed while there are any.
 */
public final class Http1Writer {
  private static final byte[] LAST_CHUNK = ascii("0\r\n\r\n");
  private static final byte[] LAST_SIZE = ascii("0\r\n");
  private static final byte[] CONTINUE = ascii("HTTP/1.1 100 Continue\r\n\r\n");
  private static final byte[] CRLF = ascii("\r\n");

  /** The most bytes around a chunk's payload: eight digits and two line ends. */
  private static final int CHUNK_OVERHEAD = 12;

  private final Connection connection;
  private final MessageBuffers buffers;
  private final HeaderCase names;
  private final Carried carried;
  private ByteBuffer out;
  private boolean chunked;

  /** Whether the fields written so far do not say that the body is in chunks. */
  private boolean untold;

  /** Whether payload is taken and not sent. */
  private boolean bodiless;

  private long written;

  public Http1Writer(Connection connection, MessageBuffers buffers) {
    this(connection, buffers, HeaderCase.NONE, Carried.UNTOLD);
  }

  /** A writer to a peer that wants names of fields as {@code names} has them. */
  public Http1Writer(Connection connection, MessageBuffers buffers, HeaderCase names) {
    this(connection, buffers, names, Carried.UNTOLD);
  }

  /** A writer that tells of the bytes it sends. */
  Http1Writer(Connection connection, MessageBuffers buffers, HeaderCase names, Carried carried) {
    this.connection = connection;
    this.buffers = buffers;
    this.names = names;
    this.carried = carried;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Begins a response of HTTP/1.1, the version a proxy speaks whatever the client's. */
  public Http1Writer status(int status, String reason) throws ConnectionException {
    chunked = false;
    bodiless = false;
    put("HTTP/1.1 ");
    put(Integer.toString(status));
    put(" ");
    put(reason);
    put(CRLF);
    return this;
  }

  /** Begins a message with what its head has; the connection's field and the end are to come. */
  public Http1Writer head(MessageHead head) throws ConnectionException {
    Framing framing = OutgoingFraming.of(head);
    chunked = framing == Framing.CHUNKED;
    bodiless = framing == Framing.NONE;
    room(head.lineLength() + CRLF.length);
    head.copyLine(out);
    put(CRLF);
    fields(head.headers());
    untold = chunked && head.headers().find(HeaderName.TRANSFER_ENCODING) < 0;
    return this;
  }

  private void fields(Headers headers) throws ConnectionException {
    for (int field = 0; field < headers.count(); field++) {
      room(headers.lineLength(field));
      headers.copy(field, names, out);
    }
  }

  /**
   * Adds a field.
   *
   * @throws IllegalArgumentException when the value holds what would end the line
   */
  public Http1Writer header(HeaderName name, String value) throws ConnectionException {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\r' || c == '\n' || c == 0 || c > 0xff) {
        throw new IllegalArgumentException("invalid value for " + name);
      }
    }
    put(names.of(name.lower()));
    put(": ");
    put(value);
    put(CRLF);
    return this;
  }

  /** Announces a body of so many bytes. */
  public Http1Writer length(long bytes) throws ConnectionException {
    return header(HeaderName.CONTENT_LENGTH, Long.toString(bytes));
  }

  /** Announces a body in chunks, and writes it so. */
  public Http1Writer chunked() throws ConnectionException {
    chunked = true;
    return header(HeaderName.TRANSFER_ENCODING, "chunked");
  }

  /**
   * Adds what the client must know about the connection's fate: nothing when a client of HTTP/1.1
   * may go on as its version says.
   */
  public Http1Writer connection(boolean keep, boolean version11) throws ConnectionException {
    if (keep && version11) {
      return this;
    }
    return header(HeaderName.CONNECTION, keep ? "keep-alive" : "close");
  }

  /** Ends the head. */
  public Http1Writer endHead() throws ConnectionException {
    if (untold) {
      untold = false;
      header(HeaderName.TRANSFER_ENCODING, "chunked");
    }
    put(CRLF);
    return this;
  }

  /** Writes payload, as one chunk where the body is in chunks. */
  public void write(ByteBuffer payload) throws ConnectionException {
    int length = payload.remaining();
    if (length == 0 || bodiless) {
      return;
    }
    room(CHUNK_OVERHEAD);
    if (chunked) {
      put(Integer.toHexString(length).toUpperCase(Locale.ROOT));
      put(CRLF);
    }
    if (length + CRLF.length <= out.remaining()) {
      out.put(payload);
    } else {
      send(payload);
    }
    if (chunked) {
      put(CRLF);
    }
  }

  /**
   * Writes what has been received of a body, as one chunk where the body is in chunks.
   *
   * @return bytes of payload; 0 where none was there
   */
  public int forward(HttpBody body, ByteBuffer first)
      throws ConnectionException, BadMessageException {
    if (!chunked) {
      int length = first.remaining();
      write(first);
      return length;
    }
    room(CHUNK_OVERHEAD);
    int start = out.position() + CHUNK_OVERHEAD;
    int at = start;
    ByteBuffer part = first;
    while (part != null && at + part.remaining() + CRLF.length <= out.capacity()) {
      int length = part.remaining();
      out.put(at, part, part.position(), length);
      at += length;
      part = body.hasPayload() ? body.next() : null;
    }
    int length = at - start;
    if (length > 0) {
      put(Integer.toHexString(length).toUpperCase(Locale.ROOT));
      put(CRLF);
      out.put(out.position(), out, start, length).position(out.position() + length);
      put(CRLF);
    }
    if (part != null) {
      length += part.remaining();
      write(part);
    }
    return length;
  }

  /** Ends a body in chunks with these trailers, and sends all. */
  public void end(Headers trailers) throws ConnectionException {
    if (chunked && trailers != null && trailers.count() > 0) {
      put(LAST_SIZE);
      fields(trailers);
      put(CRLF);
      chunked = false;
    }
    end();
  }

  /** Writes payload as UTF-8. */
  public void write(CharSequence payload) throws ConnectionException {
    write(StandardCharsets.UTF_8.encode(java.nio.CharBuffer.wrap(payload)));
  }

  /** Ends the body and sends all. */
  public void end() throws ConnectionException {
    if (chunked) {
      put(LAST_CHUNK);
      chunked = false;
    }
    flush();
  }

  /** Sends a message as it is, whatever else is waiting before it. */
  public void raw(ByteBuffer message) throws ConnectionException {
    room(1);
    send(message);
    release();
  }

  /** Sends the response that asks the client for its body (RFC 9110, section 10.1.1). */
  public void sendContinue() throws ConnectionException {
    put(CONTINUE);
    flush();
  }

  /** Whether payload goes out as it comes, so that others may send it. */
  public boolean isPlain() {
    return !chunked && !bodiless;
  }

  /** Sends what is waiting and gives the buffer back. */
  public void flush() throws ConnectionException {
    if (out != null) {
      sendWaiting();
      release();
    }
  }

  /** {@code tune.maxrewrite}. */
  int reserve() {
    return buffers.limits().maxrewrite();
  }

  /** Bytes sent so far, heads included. */
  public long written() {
    return written;
  }

  /** Gives the buffer back; what is waiting in it is lost. */
  public void release() {
    if (out != null) {
      buffers.give(connection, out);
      out = null;
    }
  }

  private void put(String text) throws ConnectionException {
    int length = text.length();
    for (int at = 0; at < length; ) {
      room(1);
      int end = Math.min(length, at + out.remaining());
      while (at < end) {
        out.put((byte) text.charAt(at++));
      }
    }
  }

  private void put(byte[] bytes) throws ConnectionException {
    room(bytes.length);
    out.put(bytes);
  }

  private void room(int bytes) throws ConnectionException {
    if (out == null) {
      out = buffers.take(connection);
    } else if (out.remaining() < bytes) {
      sendWaiting();
    }
  }

  private void send(ByteBuffer payload) throws ConnectionException {
    out.flip();
    sends(out.remaining() + payload.remaining());
    try {
      connection.write(new ByteBuffer[] {out, payload});
    } catch (ConnectionException e) {
      carried.sent(connection, -out.remaining() - payload.remaining());
      throw e;
    }
    out.clear();
  }

  /** Told before it is sent: who has received it finds it counted. */
  private void sends(int bytes) {
    written += bytes;
    carried.sent(connection, bytes);
  }

  private void sendWaiting() throws ConnectionException {
    out.flip();
    sends(out.remaining());
    try {
      connection.write(out);
    } catch (ConnectionException e) {
      carried.sent(connection, -out.remaining());
      throw e;
    }
    out.clear();
  }
}
