package io.haloom.net.tls;

import com.kenai.jffi.MemoryIO;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jnr.ffi.annotations.Delegate;

/**
 * What OpenSSL calls back. These run on the thread that made the call into OpenSSL, which is in the
 * middle of it: they never throw and never park.
 */
public final class Upcalls {
  // Of openssl/tls1.h.
  private static final int OK = 0;
  private static final int NOACK = 3;

  private static final MemoryIO MEMORY = MemoryIO.getInstance();

  /** {@code SSL_CTX_alpn_select_cb_func}; public because jnr-ffi demands it. */
  public interface SelectAlpn {
    @Delegate
    int select(long ssl, long out, long outLength, long in, int inLength, long argument);
  }

  /** One for all contexts: its argument is where the context's own protocols lie. */
  static final SelectAlpn ALPN = Upcalls::selectAlpn;

  /** As {@link SelectAlpn}, of NPN. */
  public interface SelectNpn {
    @Delegate
    int select(long ssl, long out, long outLength, long in, int inLength, long argument);
  }

  /** As {@link #ALPN}, for connections that are made. */
  static final SelectNpn NPN = Upcalls::selectNpn;

  /** {@code SSL_CTX_npn_advertised_cb_func}; public because jnr-ffi demands it. */
  public interface AdvertiseNpn {
    @Delegate
    int advertise(long ssl, long out, long outLength, long argument);
  }

  /** As {@link #ALPN}. */
  static final AdvertiseNpn NPN_OFFER = Upcalls::advertiseNpn;

  /** {@code SSL_CTX_keylog_cb_func}; public because jnr-ffi demands it. */
  public interface KeyLog {
    @Delegate
    void log(long ssl, long line);
  }

  static final KeyLog KEY_LOG = Upcalls::logKey;

  /** Who wants the secrets of a connection, by its {@code SSL*}. */
  static final Map<Long, Secrets> SECRETS = new ConcurrentHashMap<>();

  private static final int LONGEST_LINE = 512;

  private Upcalls() {}

  /** A line is a label, the client's random bytes, and the secret, all in hexadecimal digits. */
  private static void logKey(long ssl, long line) {
    Secrets secrets = SECRETS.get(ssl);
    if (secrets != null) {
      String[] words = OpenSsl.text(line, LONGEST_LINE).split(" ");
      secrets.put(words[0], words[words.length - 1]);
    }
  }

  /**
   * The first of our protocols that the client offers; without one, the extension is left
   * unanswered.
   *
   * @param ours two bytes of length, and protocols, each behind a byte of its length
   */
  private static int selectAlpn(
      long ssl, long out, long outLength, long in, int inLength, long ours) {
    return tell(common(ours + 2, length(ours), in, inLength), out, outLength);
  }

  /** The first of the server's that is one of ours; without one, the handshake fails. */
  private static int selectNpn(
      long ssl, long out, long outLength, long in, int inLength, long ours) {
    return tell(common(in, inLength, ours + 2, length(ours)), out, outLength);
  }

  private static int advertiseNpn(long ssl, long out, long outLength, long ours) {
    MEMORY.putAddress(out, ours + 2);
    MEMORY.putInt(outLength, length(ours));
    return OK;
  }

  private static int tell(long found, long out, long outLength) {
    if (found == 0) {
      return NOACK;
    }
    MEMORY.putAddress(out, found + 1);
    MEMORY.putByte(outLength, (byte) size(found));
    return OK;
  }

  /** Where the first of some protocols is that is one of others, or 0. */
  private static long common(long first, int length, long second, int otherLength) {
    for (int at = 0; at < length; at += 1 + size(first + at)) {
      for (int other = 0; other < otherLength; other += 1 + size(second + other)) {
        if (isSame(first + at, second + other)) {
          return first + at;
        }
      }
    }
    return 0;
  }

  private static int length(long ours) {
    return MEMORY.getShort(ours) & 0xFFFF;
  }

  private static int size(long protocol) {
    return MEMORY.getByte(protocol) & 0xFF;
  }

  private static boolean isSame(long one, long other) {
    int length = size(one);
    for (int i = 0; i <= length; i++) {
      if (MEMORY.getByte(one + i) != MEMORY.getByte(other + i)) {
        return false;
      }
    }
    return true;
  }
}
