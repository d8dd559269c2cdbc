package io.haloom.net.tls;

import com.kenai.jffi.MemoryIO;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parameters of a Diffie-Hellman key exchange up to TLS 1.2. Never changes. */
public final class DhParameters {
  private static final MemoryIO MEMORY = MemoryIO.getInstance();
  private static final LibTickets CALLS = OpenSsl.TICKETS;
  private static final Pattern TEXT =
      Pattern.compile("-----BEGIN DH PARAMETERS-----([^-]*)-----END DH PARAMETERS-----");

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
    Matcher text = TEXT.matcher(new String(pem, StandardCharsets.ISO_8859_1));
    if (!text.find()) {
      return null;
    }
    try (NativeBytes der = NativeBytes.of(Base64.getMimeDecoder().decode(text.group(1)))) {
      return of(CALLS.d2i_KeyParams(PKEY_DH, 0, der.pointer(), der.bytes().length));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /**
   * Those of a group that OpenSSL knows.
   *
   * @param group a name of RFC 7919
   */
  public static DhParameters named(String group) {
    long context = CALLS.EVP_PKEY_CTX_new_from_name(0, "DH", 0);
    long memory = MEMORY.allocateMemory(2L * PARAM + Long.BYTES, true);
    try (NativeBytes key = NativeBytes.of("group\0".getBytes(StandardCharsets.US_ASCII));
        NativeBytes value = NativeBytes.of((group + "\0").getBytes(StandardCharsets.US_ASCII))) {
      MEMORY.putAddress(memory, key.address());
      MEMORY.putInt(memory + 8, UTF8_STRING);
      MEMORY.putAddress(memory + 16, value.address());
      MEMORY.putLong(memory + 24, group.length());
      long made = memory + 2L * PARAM;
      CALLS.EVP_PKEY_fromdata_init(context);
      CALLS.EVP_PKEY_fromdata(context, made, KEY_PARAMETERS, memory);
      return of(MEMORY.getAddress(made));
    } finally {
      MEMORY.freeMemory(memory);
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
