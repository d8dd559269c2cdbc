package io.haloom.net.tls;

import io.haloom.net.TlsException;
import io.haloom.net.TlsVerification;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jnr.ffi.annotations.Delegate;

/**
 * What OpenSSL found out about a client's certificate and those above it, and whether that is to be
 * ignored ({@code ca-ignore-err}, {@code crt-ignore-err}). One for a connection whose client may
 * show a certificate.
 *
 * <p>OpenSSL asks while it verifies, on the thread that made the call. So this neither throws nor
 * parks.
 */
final class ClientVerification {
  private static final LibTrust TRUST = OpenSsl.TRUST;

  /** By the {@code SSL*} of handshakes that are under way. */
  private static final Map<Long, ClientVerification> UNDER_WAY = new ConcurrentHashMap<>();

  // As many as HAProxy keeps.
  private static final int MOST_ERROR = 127;
  private static final int MOST_DEPTH = 15;

  /** {@code SSL_verify_cb}; public because jnr-ffi demands it. */
  public interface Verify {
    @Delegate
    int verify(int good, long store);
  }

  /** One for all contexts. */
  static final Verify CALLBACK = ClientVerification::verify;

  /**
   * Which errors are ignored, by OpenSSL's codes; neither changes any more.
   *
   * @param authorities of certificates above the client's own
   * @param own of the client's own
   */
  record Ignored(BitSet authorities, BitSet own) {}

  private final long ssl;
  private final Ignored ignored;
  private boolean done;
  private int authorityError;
  private int authorityDepth;
  private int ownError;
  private String failure;

  /** {@code X509*} of a certificate that was found fault with, or 0; owned. */
  private long certificate;

  private ClientVerification(long ssl, Ignored ignored) {
    this.ssl = ssl;
    this.ignored = ignored;
  }

  /** For a handshake that begins, and is to {@link #end}. */
  static ClientVerification begin(long ssl, Ignored ignored) {
    ClientVerification made = new ClientVerification(ssl, ignored);
    UNDER_WAY.put(ssl, made);
    return made;
  }

  /** The handshake is over. */
  void end() {
    UNDER_WAY.remove(ssl);
  }

  /** Nobody wants to know any more. */
  void close() {
    end();
    if (certificate != 0) {
      OpenSsl.CRYPTO.X509_free(certificate);
      certificate = 0;
    }
  }

  private static int verify(int good, long store) {
    try {
      long ssl =
          TRUST.X509_STORE_CTX_get_ex_data(store, TRUST.SSL_get_ex_data_X509_STORE_CTX_idx());
      ClientVerification known = UNDER_WAY.get(ssl);
      if (known == null) {
        return good;
      }
      known.done = true;
      return good != 0 || known.isIgnored(store) ? 1 : 0;
    } catch (RuntimeException | Error e) {
      // Nothing may reach OpenSSL, and what is not known to be good is not.
      return 0;
    }
  }

  private boolean isIgnored(long store) {
    int depth = TRUST.X509_STORE_CTX_get_error_depth(store);
    int error = TRUST.X509_STORE_CTX_get_error(store);
    keepCertificate(store);
    if (depth > 0 && authorityError == 0) {
      authorityError = Math.min(error, MOST_ERROR);
      authorityDepth = Math.min(depth, MOST_DEPTH);
    }
    if (depth == 0 && ownError == 0) {
      ownError = Math.min(error, MOST_ERROR);
    }
    if ((depth > 0 ? ignored.authorities : ignored.own).get(error)) {
      OpenSsl.CRYPTO.ERR_clear_error();
      return true;
    }
    failure = depth > 0 ? TlsException.AUTHORITY : TlsException.CERTIFICATE;
    return false;
  }

  /** OpenSSL forgets the client's certificate where it fails, and logs tell of it. */
  private void keepCertificate(long store) {
    long own = TRUST.X509_STORE_CTX_get0_cert(store);
    if (own != 0 && certificate == 0) {
      OpenSsl.CRYPTO.X509_up_ref(own);
      certificate = own;
    }
  }

  /** HAProxy's words for why the client was refused, or null. */
  String failure() {
    return failure;
  }

  /** {@code X509*} that was found fault with, or 0; borrowed until {@link #close}. */
  long certificate() {
    return certificate;
  }

  /**
   * What was found.
   *
   * @param result {@code SSL_get_verify_result}
   */
  TlsVerification verification(long result) {
    return new TlsVerification(done, result, authorityError, authorityDepth, ownError);
  }
}
