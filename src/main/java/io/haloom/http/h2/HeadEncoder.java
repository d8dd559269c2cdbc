package io.haloom.http.h2;

import io.haloom.http.HeaderName;
import io.haloom.http.Headers;
import io.haloom.http.HttpReply;
import io.haloom.http.RequestHead;
import io.haloom.http.ResponseHead;
import io.haloom.net.ConnectionException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Leaves heads and trailers for sending, as field blocks. Fields that are of one connection are
 * left out (RFC 9113, section 8.2.2).
 */
final class HeadEncoder {
  private static final byte[] STATUS = ascii(":status");
  private static final HeaderName KEEP_ALIVE = HeaderName.of("keep-alive");
  private static final HeaderName PROXY_CONNECTION = HeaderName.of("proxy-connection");
  private static final byte[] TRAILERS = ascii("trailers");
  private static final int FIRST = 1024;
  private static final int SWITCHING_PROTOCOLS = 101;

  /** The table of ours that the peer's decoder is to have, at most. */
  private static final int TABLE = 4096;

  private final H2Connection of;
  private final Settings peer;
  private final HpackEncoder hpack = new HpackEncoder(TABLE);
  private ByteBuffer block = ByteBuffer.allocate(FIRST);
  private final byte[] digits = new byte[3];
  private final RequestFields request = new RequestFields(this);

  /** Whether it is a request's head, in which {@code te} was not yet told. */
  private boolean mayTellTe;

  HeadEncoder(H2Connection of, Settings peer) {
    this.of = of;
    this.peer = peer;
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The peer's table may have that size. */
  void tableLimit(int bytes) {
    hpack.tableLimit(bytes);
  }

  /** Leaves a response's head for sending. */
  void response(H2Stream stream, ResponseHead head, boolean last) throws ConnectionException {
    begin(stream);
    try {
      // HTTP/2 grants another protocol so (RFC 8441, section 5).
      status(head.status() == SWITCHING_PROTOCOLS ? 200 : head.status());
      fields(head.headers(), false);
      send(stream, last);
    } finally {
      of.unlock();
    }
  }

  /**
   * Leaves a request's head for sending.
   *
   * @param protocol what is asked for by extended CONNECT, or null
   */
  void request(H2Stream stream, RequestHead head, byte[] protocol, boolean last)
      throws ConnectionException {
    begin(stream);
    try {
      boolean authority = request.write(head, protocol);
      mayTellTe = true;
      fields(head.headers(), authority);
      send(stream, last);
    } finally {
      of.unlock();
    }
  }

  /** Leaves an interim response for sending, which is its status and these fields. */
  void interim(H2Stream stream, int status, List<HttpReply.Field> fields)
      throws ConnectionException {
    begin(stream);
    try {
      status(status);
      for (HttpReply.Field field : fields) {
        field(field.name().lower(), field.value().getBytes(StandardCharsets.ISO_8859_1));
      }
      send(stream, false);
    } finally {
      of.unlock();
    }
  }

  /** Leaves trailers for sending, which end the stream. */
  void trailers(H2Stream stream, Headers trailers) throws ConnectionException {
    begin(stream);
    try {
      fields(trailers, false);
      send(stream, true);
    } finally {
      of.unlock();
    }
  }

  private void status(int status) {
    digits[0] = (byte) ('0' + status / 100 % 10);
    digits[1] = (byte) ('0' + status / 10 % 10);
    digits[2] = (byte) ('0' + status % 10);
    field(STATUS, digits);
  }

  /**
   * Those of a head.
   *
   * @param authority whether it is told, so that {@code Host} is not
   */
  private void fields(Headers headers, boolean authority) {
    for (int field = 0; field < headers.count(); field++) {
      if (headers.nameIs(field, HeaderName.TE)) {
        te(headers, field);
      } else if (!isOfConnection(headers, field, authority)) {
        ByteBuffer name = headers.nameBuffer(field);
        int nameAt = headers.nameOffset(field);
        ByteBuffer value = headers.valueBuffer(field);
        int valueAt = headers.valueOffset(field);
        hpack.name(name.array(), nameAt, nameAt + headers.nameLength(field));
        value(value.array(), valueAt, valueAt + headers.valueLength(field));
      }
    }
  }

  /** Of a request's {@code TE} only one value may be told, and once. */
  private void te(Headers headers, int field) {
    if (mayTellTe && takesTrailers(headers, field)) {
      field(HeaderName.TE.lower(), TRAILERS);
      mayTellTe = false;
    }
  }

  private static boolean takesTrailers(Headers headers, int field) {
    if (headers.valueIs(field, TRAILERS)) {
      return true;
    }
    for (String coding : headers.value(field).split(",")) {
      if (coding.strip().equalsIgnoreCase("trailers")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfConnection(Headers headers, int field, boolean authority) {
    return switch (headers.nameLength(field)) {
      case 4 -> authority && headers.nameIs(field, HeaderName.HOST);
      case 7 -> headers.nameIs(field, HeaderName.UPGRADE);
      case 10 -> headers.nameIs(field, HeaderName.CONNECTION) || headers.nameIs(field, KEEP_ALIVE);
      case 16 -> headers.nameIs(field, PROXY_CONNECTION);
      case 17 -> headers.nameIs(field, HeaderName.TRANSFER_ENCODING);
      default -> false;
    };
  }

  /** Begins a block, and takes the lock: what is encoded has to be sent in that order. */
  private void begin(H2Stream stream) throws ConnectionException {
    of.lock();
    try {
      stream.checkSendable();
    } catch (ConnectionException e) {
      of.unlock();
      throw e;
    }
    mayTellTe = false;
    block.clear();
    hpack.begin(block);
  }

  void field(PseudoField name, byte[] value, int from, int to) {
    hpack.name(name.lower(), 0, name.lower().length);
    value(value, from, to);
  }

  void field(byte[] name, byte[] value) {
    hpack.name(name, 0, name.length);
    value(value, 0, value.length);
  }

  void value(byte[] bytes, int from, int to) {
    while (!hpack.value(bytes, from, to)) {
      block = ByteBuffer.allocate(block.capacity() * 2 + to - from).put(block.flip());
      hpack.continueIn(block);
    }
  }

  private void send(H2Stream stream, boolean last) {
    block.flip();
    int most = peer.maxFrameSize();
    ByteBuffer into = of.output().room(FrameWriter.headersLength(block.remaining(), most));
    FrameWriter.headers(into, stream.id(), last ? FrameHeader.END_STREAM : 0, block, most);
    if (block.capacity() > 16 * FIRST) {
      block = ByteBuffer.allocate(FIRST);
    }
    stream.output().sentHead(last);
  }
}
