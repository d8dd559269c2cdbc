package io.haloom.net;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;

/**
 * An engine that hides nothing and has all that a real one makes a transport cope with: a
 * handshake, records that come in pieces, records that want an answer, and an end of its own.
 *
 * <p>Each side begins with {@link #HELLO}. A record is its length in two bytes and as many bytes
 * with {@link #KEY} over them. Lengths with a meaning of their own: {@link #END}; {@link #PING},
 * which follows each side's first record and is answered by {@link #PONG}.
 */
final class XorEngine implements TlsEngine {
  static final byte KEY = 0x5A;
  static final int HELLO = 0x4869;
  private static final int END = 0;
  private static final int PING = 0xFFFE;
  private static final int PONG = 0xFFFD;
  private static final int RECORD = 16 * 1024;

  @Override
  public TlsFacts facts() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void whenClosed(Runnable then) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isBegun() {
    return begun;
  }

  final CountDownLatch closed = new CountDownLatch(1);
  private final Queue wire = new Queue();
  private final Queue plain = new Queue();
  private final Queue owed = new Queue();
  private boolean greeted;
  private boolean begun;
  private volatile boolean ended;

  XorEngine() {
    owed.putShort(HELLO);
  }

  /** One that asks for no answer. */
  static XorEngine silent() {
    XorEngine engine = new XorEngine();
    engine.begun = true;
    return engine;
  }

  /** Bytes in their order. */
  private static final class Queue {
    private ByteBuffer bytes = ByteBuffer.allocate(0);

    int size() {
      return bytes.remaining();
    }

    void put(ByteBuffer from, int length, byte key) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.write(bytes.array(), bytes.position(), bytes.remaining());
      for (int i = 0; i < length; i++) {
        all.write(from.get() ^ key);
      }
      bytes = ByteBuffer.wrap(all.toByteArray());
    }

    void putShort(int value) {
      put(ByteBuffer.allocate(2).putShort(0, (short) value), 2, (byte) 0);
    }

    void take(ByteBuffer into) {
      int length = Math.min(into.remaining(), bytes.remaining());
      into.put(into.position(), bytes, bytes.position(), length);
      into.position(into.position() + length);
      bytes.position(bytes.position() + length);
    }
  }

  private Need need() {
    return owed.size() > 0 ? Need.WRITE : greeted ? Need.NONE : Need.READ;
  }

  @Override
  public Need decrypt(ByteBuffer in, ByteBuffer out) throws TlsException {
    check(in, out);
    wire.put(in, in.remaining(), (byte) 0);
    while (wire.size() >= 2 && record()) {}
    plain.take(out);
    return need();
  }

  /** Takes a record that is complete. */
  private boolean record() throws TlsException {
    ByteBuffer bytes = wire.bytes;
    int length = bytes.getShort(bytes.position()) & 0xFFFF;
    if (!greeted) {
      if (length != HELLO) {
        throw new TlsException("no hello");
      }
      greeted = true;
      bytes.getShort();
      return true;
    }
    if (length == PING || length == PONG || length == END) {
      bytes.getShort();
      ended |= length == END;
      if (length == PING) {
        owed.putShort(PONG);
      }
      return true;
    }
    if (length > RECORD) {
      throw new TlsException("bad record");
    }
    if (bytes.remaining() < 2 + length) {
      return false;
    }
    bytes.getShort();
    plain.put(bytes, length, KEY);
    return true;
  }

  @Override
  public Need encrypt(ByteBuffer in, ByteBuffer out) {
    check(in, out);
    owed.take(out);
    while (greeted && owed.size() == 0 && in.hasRemaining() && out.remaining() > 2) {
      int length = Math.min(RECORD, Math.min(in.remaining(), out.remaining() - 2));
      out.put((byte) (length >> 8)).put((byte) length);
      for (int i = 0; i < length; i++) {
        out.put((byte) (in.get() ^ KEY));
      }
      if (!begun) {
        begun = true;
        owed.putShort(PING);
        owed.take(out);
      }
    }
    return need();
  }

  private void check(ByteBuffer in, ByteBuffer out) {
    if (closed.getCount() == 0 || !in.isDirect() || !out.isDirect()) {
      throw new IllegalStateException("closed, or a buffer is not direct");
    }
  }

  @Override
  public int pending() {
    return plain.size();
  }

  @Override
  public boolean isEnded() {
    return ended && plain.size() == 0;
  }

  /** Whether the peer said that it sends no more. */
  boolean heardTheEnd() {
    return ended;
  }

  @Override
  public void end() {
    owed.putShort(END);
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
