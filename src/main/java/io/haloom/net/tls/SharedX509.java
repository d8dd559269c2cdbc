package io.haloom.net.tls;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * A certificate that stands in the chains of many: each is decoded once, and held once, as long as
 * somebody knows it.
 */
final class SharedX509 {
  private static final ConcurrentMap<ByteBuffer, Known> ALL = new ConcurrentHashMap<>();
  private static final ReferenceQueue<SharedX509> FORGOTTEN = new ReferenceQueue<>();

  /** {@code X509*}; borrowed, for as long as this is known. */
  final long address;

  private static final class Known extends WeakReference<SharedX509> {
    private final ByteBuffer der;

    Known(ByteBuffer der, SharedX509 shared) {
      super(shared, FORGOTTEN);
      this.der = der;
    }
  }

  private SharedX509(long address) {
    this.address = address;
    OpenSsl.CLEANER.register(this, () -> OpenSsl.CRYPTO.X509_free(address));
  }

  /** That of a text's bytes, or null where they are none. */
  static SharedX509 of(PemTexts.Text text) {
    return of(text.bytes());
  }

  /** That of DER bytes, or null where they are none. */
  static SharedX509 of(byte[] encoded) {
    forget();
    ByteBuffer der = ByteBuffer.wrap(encoded);
    Known known = ALL.get(der);
    SharedX509 shared = known == null ? null : known.get();
    if (shared != null) {
      return shared;
    }
    try (NativeBytes bytes = NativeBytes.of(der.array())) {
      long made = OpenSsl.PEM.d2i_X509(0, bytes.pointer(), der.remaining());
      OpenSsl.CRYPTO.ERR_clear_error();
      if (made == 0) {
        return null;
      }
      shared = new SharedX509(made);
      ALL.put(der, new Known(der, shared));
      return shared;
    }
  }

  private static void forget() {
    for (Reference<? extends SharedX509> one = FORGOTTEN.poll();
        one != null;
        one = FORGOTTEN.poll()) {
      ALL.remove(((Known) one).der, one);
    }
  }
}
