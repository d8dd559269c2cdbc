package io.haloom.net.tls;

import com.kenai.jffi.MemoryIO;
import java.nio.ByteBuffer;

/**
 * What a client sends before the handshake is over (RFC 8446, section 2.3). OpenSSL gives it to who
 * asks before it goes on with the handshake, and so it is kept here until that is over. Its memory
 * is native, and there from the first question on until all was taken.
 */
final class EarlyData {
  private static final LibSsl SSL = OpenSsl.SSL;
  private static final MemoryIO MEMORY = MemoryIO.getInstance();

  // Of openssl/ssl.h.
  private static final int READ_ERROR = 0;
  private static final int READ_FINISH = 2;

  /** What OpenSSL takes at most, whatever it has told the client. */
  private static final int MOST = 16384;

  /** Behind the number of bytes that a call has read; always with room, which calls need. */
  private static final int ROOM = MOST + 1;

  private final long ssl;

  private NativeBytes memory;
  private int taken;
  private int length;
  private boolean over;

  EarlyData(long ssl) {
    this.ssl = ssl;
  }

  /** Whether there is none any more, and the handshake may go on. */
  boolean isOver() {
    return over;
  }

  /**
   * Reads what has come.
   *
   * @return whether it is {@link #isOver over}; if not, {@code SSL_get_error} of 0 says why
   */
  boolean read() {
    if (memory == null) {
      memory = NativeBytes.room(Long.BYTES + ROOM);
    }
    while (!over) {
      long at = memory.address() + Long.BYTES + length;
      MEMORY.putLong(memory.address(), 0);
      int result = SSL.SSL_read_early_data(ssl, at, ROOM - length, memory.address());
      if (result == READ_ERROR) {
        return false;
      }
      length += (int) MEMORY.getLong(memory.address());
      over = result == READ_FINISH;
    }
    if (length == 0) {
      free();
    }
    return true;
  }

  /** How many bytes were not taken. */
  int pending() {
    return length - taken;
  }

  /** Takes as many as there is room for. */
  void take(ByteBuffer out) {
    int count = Math.min(out.remaining(), pending());
    if (count > 0) {
      MEMORY.copyMemory(memory.address() + Long.BYTES + taken, OpenSsl.address(out), count);
      out.position(out.position() + count);
      taken += count;
      if (pending() == 0) {
        free();
      }
    }
  }

  /** What was not taken is lost. */
  void free() {
    taken = length;
    if (memory != null) {
      memory.close();
      memory = null;
    }
  }
}
