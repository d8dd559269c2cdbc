package io.haloom.net.tls;

import com.kenai.jffi.MemoryIO;
import java.util.Objects;

/** Parameters of a Diffie-Hellman key exchange up to TLS 1.2. Never changes. */
public final class DhParameters {
  private static final MemoryIO MEMORY = MemoryIO.getInstance();
  private static final LibTickets CALLS = OpenSsl.TICKETS;

  // Of openssl/evp.h and core.h.
  private static final int PKEY_DH = 28;
  private static final int KEY_PARAMETERS = 0x84;
  private static final int UTF8_STRING = 4;

  /** {@code OSSL_PARAM}: key, type, data, their length, and the length that was returned. */
  private static final int PARAM = 5 * Long.BYTES;

  /** {@code EVP_PKEY*}; owned. */
  private final long parameters;

  private DhParameters(long parameters) {
    this.parameters = parameters;
    OpenSsl.CLEANER.register(this, () -> OpenSsl.CRYPTO.EVP_PKEY_free(parameters));
  }

  /** The first ones of a PEM text, or null where there are none. */
  public static DhParameters parse(byte[] pem) {
    try (PemTexts texts = new PemTexts(pem)) {
      return texts.all().stream()
          .map(DhParameters::of)
          .filter(Objects::nonNull)
          .findFirst()
          .orElse(null);
    }
  }

  /** Those of a text, or null where it has none. */
  static DhParameters of(PemTexts.Text text) {
    if (!text.label().equals("DH PARAMETERS")) {
      return null;
    }
    try (NativeBytes der = NativeBytes.of(text.bytes())) {
      return of(OpenSsl.PEM.d2i_KeyParams(PKEY_DH, 0, der.pointer(), der.length()));
    }
  }

  /**
   * Those of a group that OpenSSL knows.
   *
   * @param group a name of RFC 7919
   */
  public static DhParameters named(String group) {
    long context = CALLS.EVP_PKEY_CTX_new_from_name(0, "DH", 0);
    try (NativeBytes list = NativeBytes.room(2 * PARAM);
        NativeBytes made = NativeBytes.room(Long.BYTES);
        NativeBytes key = NativeBytes.ofText("group");
        NativeBytes value = NativeBytes.ofText(group)) {
      MEMORY.putAddress(list.address(), key.address());
      MEMORY.putInt(list.address() + 8, UTF8_STRING);
      MEMORY.putAddress(list.address() + 16, value.address());
      MEMORY.putLong(list.address() + 24, group.length());
      CALLS.EVP_PKEY_fromdata_init(context);
      CALLS.EVP_PKEY_fromdata(context, made.address(), KEY_PARAMETERS, list.address());
      return of(made.pointerAt(0));
    } finally {
      CALLS.EVP_PKEY_CTX_free(context);
    }
  }

  private static DhParameters of(long parameters) {
    OpenSsl.CRYPTO.ERR_clear_error();
    return parameters == 0 ? null : new DhParameters(parameters);
  }

  /** {@code EVP_PKEY*}; borrowed, for as long as this is known. */
  long address() {
    return parameters;
  }
}
