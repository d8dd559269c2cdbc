package io.haloom.net.tls;

import com.kenai.jffi.MemoryIO;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import jnr.ffi.annotations.Delegate;

/**
 * What clients that ask for it are told of a certificate in a handshake (RFC 6066, section 8): an
 * answer of its authority, which changes while contexts use it.
 *
 * <p>OpenSSL asks during a handshake, on the thread that made the call. So this neither throws nor
 * parks.
 */
public final class Staple {
  private static final MemoryIO MEMORY = MemoryIO.getInstance();
  private static final LibOcsp OCSP = OpenSsl.OCSP;

  // Of openssl/ssl.h and tls1.h.
  private static final int CTRL_STATUS_CALLBACK = 63;
  private static final int CTRL_STATUS_ARGUMENT = 64;
  private static final int CTRL_STATUS_RESPONSE = 71;
  private static final int OK = 0;
  private static final int NOACK = 3;

  /** {@code SSL_CTX_set_tlsext_status_cb}; public because jnr-ffi demands it. */
  public interface Status {
    @Delegate
    int status(long ssl, long argument);
  }

  /** One for all contexts, whose argument is the number of theirs. */
  private static final Status CALLBACK = Staple::status;

  private static final Map<Long, WeakReference<Staple>> KNOWN = new ConcurrentHashMap<>();
  private static final AtomicLong NUMBERS = new AtomicLong();

  private final long number = NUMBERS.incrementAndGet();
  private volatile OcspResponse response;

  public Staple() {
    long own = number;
    KNOWN.put(own, new WeakReference<>(this));
    OpenSsl.CLEANER.register(this, () -> KNOWN.remove(own));
  }

  /** What clients are told, or null for nothing. */
  public OcspResponse response() {
    return response;
  }

  /** Clients are told that from now on. */
  public void response(OcspResponse next) {
    response = next;
  }

  /**
   * Has connections of a context told it.
   *
   * @param context {@code SSL_CTX*}, whose owner has to know this staple as long as it lives
   */
  void put(long context) {
    OCSP.SSL_CTX_callback_ctrl(context, CTRL_STATUS_CALLBACK, CALLBACK);
    OCSP.SSL_CTX_ctrl(context, CTRL_STATUS_ARGUMENT, 0, number);
    OpenSsl.CRYPTO.ERR_clear_error();
  }

  private static int status(long ssl, long argument) {
    try {
      WeakReference<Staple> known = KNOWN.get(argument);
      Staple staple = known == null ? null : known.get();
      OcspResponse now = staple == null ? null : staple.response;
      return now == null || now.end() < System.currentTimeMillis() / 1000
          ? NOACK
          : tell(ssl, now.der());
    } catch (RuntimeException | Error e) {
      return NOACK;
    }
  }

  private static int tell(long ssl, byte[] der) {
    long memory = OCSP.CRYPTO_malloc(der.length, 0, 0);
    if (memory == 0) {
      return NOACK;
    }
    MEMORY.putByteArray(memory, der, 0, der.length);
    OCSP.SSL_ctrl(ssl, CTRL_STATUS_RESPONSE, der.length, memory);
    return OK;
  }
}
