package io.haloom.net.tls;

import com.kenai.jffi.MemoryIO;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Decodes private keys. OpenSSL takes ten times as long to find out how than to do it, so that is
 * found out once.
 */
final class KeyDecoder {
  private static final MemoryIO MEMORY = MemoryIO.getInstance();

  /** {@code EVP_PKEY_KEYPAIR} of openssl/evp.h. */
  private static final int KEY_PAIR = 0x87;

  private static final ReentrantLock LOCK = new ReentrantLock();

  /** Where the decoder leaves the key, where its bytes are, and how many. */
  private static final long ARGUMENTS = MEMORY.allocateMemory(3L * Long.BYTES, true);

  private static final long DECODER =
      OpenSsl.PEM.OSSL_DECODER_CTX_new_for_pkey(
          ARGUMENTS, OpenSsl.constant("DER"), 0, 0, KEY_PAIR, 0, 0);

  private KeyDecoder() {}

  /** {@code EVP_PKEY*} of a text's first key, which is the caller's; 0 for none. */
  static long key(PemTexts pem) {
    boolean isThere = false;
    for (PemTexts.Text text : pem.all()) {
      isThere |= text.isKey();
      long key = text.isKey() && !text.hasHeader() ? decode(text) : 0;
      if (key != 0) {
        return key;
      }
    }
    if (!isThere) {
      return 0;
    }
    // It says what an ordinary one does not.
    long key = pem.firstKey();
    OpenSsl.CRYPTO.ERR_clear_error();
    return key;
  }

  private static long decode(PemTexts.Text text) {
    LOCK.lock();
    try {
      MEMORY.putAddress(ARGUMENTS, 0);
      MEMORY.putAddress(ARGUMENTS + 8, text.address());
      MEMORY.putLong(ARGUMENTS + 16, text.length());
      OpenSsl.PEM.OSSL_DECODER_from_data(DECODER, ARGUMENTS + 8, ARGUMENTS + 16);
      return MEMORY.getAddress(ARGUMENTS);
    } finally {
      OpenSsl.CRYPTO.ERR_clear_error();
      LOCK.unlock();
    }
  }
}
