package io.haloom.net.tls;

import com.kenai.jffi.MemoryIO;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The texts of a PEM file, decoded, as OpenSSL finds them: up to the first that is broken. They lie
 * in OpenSSL's memory until this is closed.
 */
final class PemTexts implements AutoCloseable {
  private static final MemoryIO MEMORY = MemoryIO.getInstance();
  private static final LibCrypto CRYPTO = OpenSsl.CRYPTO;

  /** An empty text: without one, OpenSSL would ask for a password at the terminal. */
  static final long NO_PASSWORD = MEMORY.allocateMemory(1, true);

  private static final int CTRL_RESET = 1;
  private static final int LONGEST_LABEL = 64;

  /**
   * One of them.
   *
   * @param label what stands behind {@code BEGIN}
   * @param hasHeader it is encrypted, or says more of itself
   * @param address where its bytes are
   * @param length how many
   */
  record Text(String label, boolean hasHeader, long address, int length) {
    boolean isCertificate() {
      return label.equals("CERTIFICATE") || label.equals("X509 CERTIFICATE");
    }

    boolean isTrustedCertificate() {
      return label.equals("TRUSTED CERTIFICATE");
    }

    boolean isKey() {
      return label.endsWith("PRIVATE KEY");
    }

    byte[] bytes() {
      byte[] copy = new byte[length];
      MEMORY.getByteArray(address, copy, 0, length);
      return copy;
    }
  }

  private final List<Text> texts = new ArrayList<>();
  private final List<Long> memory = new ArrayList<>();
  private final NativeBytes pem;
  private final long bio;

  PemTexts(byte[] bytes) {
    CRYPTO.ERR_clear_error();
    pem = NativeBytes.of(bytes);
    bio = CRYPTO.BIO_new_mem_buf(pem.address(), bytes.length);
    long out = MEMORY.allocateMemory(4L * Long.BYTES, true);
    while (OpenSsl.PEM.PEM_read_bio(bio, out, out + 8, out + 16, out + 24) == 1) {
      add(out);
    }
    MEMORY.freeMemory(out);
    CRYPTO.ERR_clear_error();
  }

  /** Takes what lies there: label, header, bytes, and how many. */
  private void add(long out) {
    long label = MEMORY.getAddress(out);
    long header = MEMORY.getAddress(out + 8);
    long data = MEMORY.getAddress(out + 16);
    memory.add(label);
    memory.add(header);
    memory.add(data);
    texts.add(
        new Text(
            new String(
                MEMORY.getZeroTerminatedByteArray(label, LONGEST_LABEL),
                StandardCharsets.ISO_8859_1),
            MEMORY.getByte(header) != 0,
            data,
            (int) MEMORY.getLong(out + 24)));
  }

  List<Text> all() {
    return texts;
  }

  /** A BIO over the whole text, at its beginning. */
  long bio() {
    CRYPTO.ERR_clear_error();
    CRYPTO.BIO_ctrl(bio, CTRL_RESET, 0, 0);
    return bio;
  }

  @Override
  public void close() {
    memory.forEach(one -> CRYPTO.CRYPTO_free(one, 0, 0));
    CRYPTO.BIO_free(bio);
    pem.close();
  }
}
