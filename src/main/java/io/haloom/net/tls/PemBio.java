package io.haloom.net.tls;

/** A PEM text as OpenSSL reads it ({@code BIO*}). */
final class PemBio implements AutoCloseable {
  /** An empty text: without one, OpenSSL would ask for a password at the terminal. */
  static final long NO_PASSWORD = OpenSsl.constant("");

  private static final LibCrypto CRYPTO = OpenSsl.CRYPTO;
  private static final int CTRL_RESET = 1;

  private final NativeBytes text;
  private final long bio;

  PemBio(byte[] pem) {
    CRYPTO.ERR_clear_error();
    text = NativeBytes.of(pem);
    bio = CRYPTO.BIO_new_mem_buf(text.address(), pem.length);
  }

  /** Where reading goes on. */
  long address() {
    return bio;
  }

  void rewind() {
    CRYPTO.ERR_clear_error();
    CRYPTO.BIO_ctrl(bio, CTRL_RESET, 0, 0);
  }

  /** The next certificate ({@code X509*}), which is the caller's; 0 for none. */
  long certificate() {
    return CRYPTO.PEM_read_bio_X509_AUX(bio, 0, 0, NO_PASSWORD);
  }

  @Override
  public void close() {
    CRYPTO.BIO_free(bio);
    text.close();
  }
}
