package io.haloom.harness;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.haloom.http.h2.ErrorCode;
import io.haloom.http.h2.FieldBytes;
import io.haloom.http.h2.FrameHeader;
import io.haloom.http.h2.FrameType;
import io.haloom.http.h2.FrameWriter;
import io.haloom.http.h2.HpackDecoder;
import io.haloom.http.h2.HpackEncoder;
import io.haloom.http.h2.HpackException;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;

/**
 * One end of an HTTP/2 connection, in clear or in TLS, that says what it is told to, right or
 * wrong, and sees what comes, frame by frame. Nothing is sent by itself but by {@link #greet} and
 * {@link #expect}.
 */
public final class H2Peer implements AutoCloseable {

  /** A frame as it came. */
  public record Frame(FrameType type, int typeCode, int flags, int stream, byte[] payload) {
    public boolean has(int flag) {
      return (flags & flag) != 0;
    }

    public boolean isEndStream() {
      boolean carries = type == FrameType.DATA || type == FrameType.HEADERS;
      return carries && has(FrameHeader.END_STREAM);
    }

    /** The payload, a character for each byte. */
    public String text() {
      return new String(payload, StandardCharsets.ISO_8859_1);
    }

    /** The number of four bytes at an offset of the payload. */
    public int number(int at) {
      return ByteBuffer.wrap(payload).getInt(at);
    }

    /** The code of RST_STREAM and GOAWAY. */
    public ErrorCode code() {
      return ErrorCode.of(number(type == FrameType.GOAWAY ? 4 : 0));
    }

    @Override
    public String toString() {
      String name = type == FrameType.OTHER ? "0x" + Integer.toHexString(typeCode) : type.name();
      return name + " " + stream + " flags=" + flags + " length=" + payload.length;
    }
  }

  /** What was answered on a stream: the fields of its heads and the bytes of its body. */
  public record Answer(List<String> fields, String body, Frame end) {
    /** The status of the first head, or what ended the stream without one. */
    public String status() {
      return fields.isEmpty() ? end + "" : fields.get(0).replace(":status: ", "");
    }
  }

  private static final int MAX_HEAD = 1 << 20;

  private final Socket socket;
  private final boolean client;
  private final HpackEncoder encoder = new HpackEncoder(HpackEncoder.DEFAULT_TABLE);
  private final HpackDecoder decoder = new HpackDecoder(HpackEncoder.DEFAULT_TABLE, MAX_HEAD);

  private H2Peer(Socket socket, boolean client) throws IOException {
    this.socket = socket;
    this.client = client;
    socket.setTcpNoDelay(true);
  }

  /** The client's end of a connection, with prior knowledge or after a handshake that chose h2. */
  public static H2Peer client(Socket socket) throws IOException {
    assertH2(socket);
    return new H2Peer(socket, true);
  }

  /** The server's end. */
  public static H2Peer server(Socket socket) throws IOException {
    assertH2(socket);
    return new H2Peer(socket, false);
  }

  private static void assertH2(Socket socket) {
    if (socket instanceof SSLSocket secure) {
      assertEquals("h2", secure.getApplicationProtocol());
    }
  }

  /** A client's end in TLS on a connection. */
  public static H2Peer secureClient(Socket socket) throws IOException {
    return client(new TlsClient().offers("h2", "http/1.1").on(socket));
  }

  /** A server's end in TLS on a connection, with this certificate and key. */
  public static H2Peer secureServer(Socket socket, Path pem) throws Exception {
    return server(TlsPeer.secured(socket, pem, "h2"));
  }

  /** Begins the connection as its side has to, with these settings: identifiers and values. */
  public H2Peer greet(int... settings) throws IOException {
    if (client) {
      raw(FrameWriter.preface());
    } else {
      byte[] preface = socket.getInputStream().readNBytes(FrameWriter.preface().length);
      assertArrayEquals(FrameWriter.preface(), preface);
    }
    return settings(settings);
  }

  /** Sends any bytes. */
  public H2Peer raw(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  /** Sends a frame of any type, with any flags and payload. */
  public H2Peer frame(int type, int flags, int stream, byte[] payload) throws IOException {
    return raw(bytes(type, flags, stream, payload));
  }

  public H2Peer frame(FrameType type, int flags, int stream, byte[] payload) throws IOException {
    return frame(type.code(), flags, stream, payload);
  }

  /** The bytes of a frame. */
  public static byte[] bytes(int type, int flags, int stream, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(FrameHeader.LENGTH + payload.length);
    frame.putInt(payload.length << 8 | type).put((byte) flags).putInt(stream).put(payload);
    return frame.array();
  }

  /** Sends SETTINGS: identifiers and values. */
  public H2Peer settings(int... settings) throws IOException {
    ByteBuffer payload = ByteBuffer.allocate(settings.length * 3);
    for (int i = 0; i < settings.length; i += 2) {
      payload.putShort((short) settings[i]).putInt(settings[i + 1]);
    }
    return frame(FrameType.SETTINGS, 0, 0, payload.array());
  }

  public H2Peer settingsAck() throws IOException {
    return frame(FrameType.SETTINGS, FrameHeader.ACK, 0, new byte[0]);
  }

  public H2Peer ping(long opaque) throws IOException {
    return frame(FrameType.PING, 0, 0, ByteBuffer.allocate(8).putLong(opaque).array());
  }

  public H2Peer reset(int stream, ErrorCode code) throws IOException {
    return frame(FrameType.RST_STREAM, 0, stream, number(code.code()));
  }

  public H2Peer goAway(int lastStream, ErrorCode code) throws IOException {
    ByteBuffer payload = ByteBuffer.allocate(8).putInt(lastStream).putInt(code.code());
    return frame(FrameType.GOAWAY, 0, 0, payload.array());
  }

  public H2Peer windowUpdate(int stream, int increment) throws IOException {
    return frame(FrameType.WINDOW_UPDATE, 0, stream, number(increment));
  }

  private static byte[] number(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }

  /**
   * Sends a whole head of fields like {@code :path: /}, and the end of the stream where the flags
   * say so.
   */
  public H2Peer headers(int stream, int flags, String... fields) throws IOException {
    return frame(FrameType.HEADERS, flags | FrameHeader.END_HEADERS, stream, block(fields));
  }

  /** Sends a GET for a path of {@code localhost} that is all of its stream. */
  public H2Peer get(int stream, String path) throws IOException {
    return headers(
        stream,
        FrameHeader.END_STREAM,
        ":method: GET",
        ":scheme: http",
        ":path: " + path,
        ":authority: localhost");
  }

  /** Encodes fields; the block has to be sent. */
  public byte[] block(String... fields) {
    ByteBuffer block = ByteBuffer.allocate(MAX_HEAD);
    boolean room = encoder.begin(block);
    for (String field : fields) {
      int colon = field.indexOf(": ", 1);
      byte[] name = field.substring(0, colon).getBytes(StandardCharsets.ISO_8859_1);
      byte[] value = field.substring(colon + 2).getBytes(StandardCharsets.ISO_8859_1);
      encoder.name(name, 0, name.length);
      room &= encoder.value(value, 0, value.length);
    }
    assertEquals(true, room);
    byte[] written = new byte[block.position()];
    block.get(0, written);
    return written;
  }

  public H2Peer data(int stream, int flags, String text) throws IOException {
    return frame(FrameType.DATA, flags, stream, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Later reads wait so long at most. */
  public H2Peer timeout(int milliseconds) throws IOException {
    socket.setSoTimeout(milliseconds);
    return this;
  }

  /**
   * The next frame, or null at the connection's end, reset or closed.
   *
   * @throws java.net.SocketTimeoutException where none comes in time
   */
  public Frame read() throws IOException {
    try {
      byte[] nine = socket.getInputStream().readNBytes(FrameHeader.LENGTH);
      if (nine.length < FrameHeader.LENGTH) {
        return null;
      }
      FrameHeader header = new FrameHeader();
      header.parse(ByteBuffer.wrap(nine), 0);
      byte[] payload = socket.getInputStream().readNBytes(header.length());
      if (payload.length < header.length()) {
        throw new EOFException("in a frame: " + header);
      }
      return new Frame(header.type(), header.typeCode(), header.flags(), header.stream(), payload);
    } catch (SocketException e) {
      return null;
    }
  }

  /**
   * The next frame of that type. Those before it are left aside, but SETTINGS and PING are answered
   * and heads are decoded.
   */
  public Frame expect(FrameType type) throws IOException {
    while (true) {
      Frame frame = read();
      if (frame == null) {
        throw new AssertionError("the connection ended before " + type);
      }
      if (frame.type() == type) {
        return frame;
      }
      answer(frame);
    }
  }

  /** Does what a peer has to about a frame that is not looked at. */
  public void answer(Frame frame) throws IOException {
    boolean asked = frame.type() == FrameType.SETTINGS || frame.type() == FrameType.PING;
    if (frame.type() == FrameType.HEADERS) {
      fields(frame);
    } else if (asked && !frame.has(FrameHeader.ACK)) {
      byte[] payload = frame.type() == FrameType.PING ? frame.payload() : new byte[0];
      try {
        frame(frame.type(), FrameHeader.ACK, 0, payload);
      } catch (SocketException e) {
        // It has gone; what it said before is still to be read.
        return;
      }
    }
  }

  /** Fails unless the connection ends with GOAWAY of that code. */
  public void expectGoAway(ErrorCode code) throws IOException {
    assertEquals(code, expect(FrameType.GOAWAY).code());
    Frame next = read();
    while (next != null) {
      next = read();
    }
  }

  /** Fails unless the stream is the next that is reset, with that code. */
  public void expectReset(int stream, ErrorCode code) throws IOException {
    Frame frame = expect(FrameType.RST_STREAM);
    assertEquals(stream + " " + code, frame.stream() + " " + frame.code());
  }

  /** The fields of a HEADERS frame, with those of its CONTINUATION frames. */
  public List<String> fields(Frame frame) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(MAX_HEAD).put(frame.payload());
    Frame last = frame;
    while (!last.has(FrameHeader.END_HEADERS)) {
      last = read();
      assertEquals(FrameType.CONTINUATION, last.type());
      block.put(last.payload());
    }
    return decode(block.array(), block.position());
  }

  private List<String> decode(byte[] block, int length) throws HpackException {
    List<String> fields = new ArrayList<>();
    FieldBytes bytes = new FieldBytes();
    decoder.decode(
        block,
        0,
        length,
        bytes,
        (from, middle, to, never) ->
            fields.add(text(bytes, from, middle) + ": " + text(bytes, middle, to)));
    return fields;
  }

  private static String text(FieldBytes bytes, int from, int to) {
    return new String(bytes.array(), from, to - from, StandardCharsets.ISO_8859_1);
  }

  /** All that comes on a stream, to its end; what comes on others is left aside. */
  public Answer answer(int stream) throws IOException {
    List<String> fields = new ArrayList<>();
    StringBuilder body = new StringBuilder();
    while (true) {
      Frame frame = read();
      if (frame == null) {
        return new Answer(fields, body.toString(), null);
      }
      if (frame.stream() != stream) {
        answer(frame);
        continue;
      }
      if (frame.type() == FrameType.HEADERS) {
        fields.addAll(fields(frame));
      } else if (frame.type() == FrameType.DATA) {
        body.append(frame.text());
      }
      if (frame.isEndStream() || frame.type() == FrameType.RST_STREAM) {
        return new Answer(fields, body.toString(), frame);
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
