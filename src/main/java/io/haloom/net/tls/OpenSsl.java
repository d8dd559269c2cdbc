package io.haloom.net.tls;

import com.kenai.jffi.Library;
import com.kenai.jffi.MemoryIO;
import io.haloom.net.TlsException;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import jnr.ffi.LibraryLoader;

/**
 * The system's OpenSSL 3, loaded on first use of this class and not before. Errors lie in a queue
 * of the system's thread: who makes a call that may fail looks at it before anything parks.
 */
final class OpenSsl {
  private static final String LIBSSL = "libssl.so.3";
  static final String LIBCRYPTO = "libcrypto.so.3";
  private static final MemoryIO MEMORY = MemoryIO.getInstance();
  private static final int LONGEST_TEXT = 256;

  /** Gives back what nobody knows any more. */
  static final Cleaner CLEANER = Cleaner.create();

  static final LibSsl SSL = load(LibSsl.class, LIBSSL);
  static final LibCrypto CRYPTO = load(LibCrypto.class, LIBCRYPTO);
  static final LibPem PEM = load(LibPem.class, LIBCRYPTO);
  static final LibContext CONTEXT = load(LibContext.class, LIBSSL);
  static final LibTickets TICKETS = load(LibTickets.class, LIBSSL);
  static final LibTrust TRUST = load(LibTrust.class, LIBSSL);
  static final LibOcsp OCSP = load(LibOcsp.class, LIBSSL);
  static final LibFacts FACTS = load(LibFacts.class, LIBSSL);
  static final LibSession SESSION = load(LibSession.class, LIBSSL);

  /**
   * A function of libssl that gives 0 to whoever calls it during a handshake: what a callback is to
   * answer where only that it is there counts.
   */
  static final long ZERO = SSL == null ? 0 : symbol(LIBSSL, "SSL_in_before");

  private OpenSsl() {}

  private static long symbol(String library, String name) {
    return Library.getCachedInstance(library, Library.LAZY | Library.LOCAL).getSymbolAddress(name);
  }

  /** The DER bytes of a {@code X509*}. */
  static byte[] der(long certificate) {
    int length = CRYPTO.i2d_X509(certificate, 0);
    if (length <= 0) {
      CRYPTO.ERR_clear_error();
      return new byte[0];
    }
    try (NativeBytes der = NativeBytes.room(length)) {
      CRYPTO.i2d_X509(certificate, der.pointer());
      return der.bytes();
    }
  }

  /** All that lies in a BIO of memory. */
  static byte[] contents(long bio) {
    try (NativeBytes text = NativeBytes.room((int) CRYPTO.BIO_ctrl_pending(bio))) {
      return text.bytes(Math.max(0, CRYPTO.BIO_read(bio, text.address(), text.length())));
    }
  }

  /** An {@code ASN1_TIME*} as a text. */
  static String time(long time) {
    long bio = CRYPTO.BIO_new(CRYPTO.BIO_s_mem());
    TRUST.ASN1_TIME_print(bio, time);
    CRYPTO.ERR_clear_error();
    String text = new String(contents(bio), StandardCharsets.US_ASCII);
    CRYPTO.BIO_free(bio);
    return text;
  }

  static <T> T load(Class<T> calls, String library) {
    try {
      return LibraryLoader.create(calls).failImmediately().load(library);
    } catch (UnsatisfiedLinkError e) {
      return null;
    }
  }

  /** Whether the library is installed. */
  static boolean isThere() {
    return SSL != null && CRYPTO != null;
  }

  /** Where the next byte of a direct buffer lies. */
  static long address(ByteBuffer direct) {
    return MEMORY.getDirectBufferAddress(direct) + direct.position();
  }

  /** The oldest error of this thread, whose queue is empty then. */
  static TlsException failure() {
    long error = CRYPTO.ERR_get_error();
    CRYPTO.ERR_clear_error();
    return new TlsException(error == 0 ? "the connection broke off" : reason(error));
  }

  static String reason(long error) {
    long text = CRYPTO.ERR_reason_error_string(error);
    return text == 0 ? "error " + Long.toHexString(error) : text(text, LONGEST_TEXT);
  }

  /** OpenSSL's line for an error. */
  static String line(long error) {
    try (NativeBytes into = NativeBytes.room(LONGEST_TEXT)) {
      FACTS.ERR_error_string_n(error, into.address(), LONGEST_TEXT);
      return into.text();
    }
  }

  /** Where a text lies, with a NUL at its end, for OpenSSL to keep: it is never freed. */
  static long constant(String text) {
    long memory = MEMORY.allocateMemory(text.length() + 1L, true);
    MEMORY.putByteArray(memory, text.getBytes(StandardCharsets.US_ASCII), 0, text.length());
    return memory;
  }

  /** The text that lies there, up to a NUL. */
  static String text(long address, int longest) {
    ByteBuffer bytes = MEMORY.newDirectByteBuffer(address, longest);
    byte[] text = new byte[longest];
    int length = 0;
    while (length < longest && bytes.get(length) != 0) {
      text[length] = bytes.get(length++);
    }
    return new String(text, 0, length, StandardCharsets.US_ASCII);
  }
}
