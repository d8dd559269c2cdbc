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
      return NativeBytes.copy(address, length);
    }
  }

  private final List<Text> texts = new ArrayList<>();
  private final List<Long> memory = new ArrayList<>();
  private final PemBio bio;

  PemTexts(byte[] bytes) {
    bio = new PemBio(bytes);
    try (NativeBytes out = NativeBytes.room(4 * Long.BYTES)) {
      long at = out.address();
      while (OpenSsl.PEM.PEM_read_bio(bio.address(), at, at + 8, at + 16, at + 24) == 1) {
        add(at);
      }
    }
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

  /** The first certificate ({@code X509*}), which is the caller's; 0 for none. */
  long certificate() {
    bio.rewind();
    return bio.certificate();
  }

  /** The first key ({@code EVP_PKEY*}), which is the caller's; 0 for none. */
  long firstKey() {
    bio.rewind();
    return CRYPTO.PEM_read_bio_PrivateKey(bio.address(), 0, 0, PemBio.NO_PASSWORD);
  }

  @Override
  public void close() {
    memory.forEach(one -> CRYPTO.CRYPTO_free(one, 0, 0));
    bio.close();
  }
}
