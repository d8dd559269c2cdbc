package io.haloom.net.tls;

import io.haloom.net.TlsException;
import java.lang.ref.Reference;

/** Gives a context its certificate, and what is told beside it in a handshake. */
final class ContextCertificate {
  private static final LibSsl SSL = OpenSsl.SSL;
  private static final LibContext CONTEXT = OpenSsl.CONTEXT;

  // Of openssl/ssl.h and tls1.h.
  private static final int CTRL_CHAIN = 88;
  private static final int CTRL_CHAIN_CERTIFICATE = 89;
  private static final int CTRL_BUILD_CHAIN = 105;
  private static final int BUILD_UNTRUSTED = 0x1;
  private static final int BUILD_WITHOUT_ROOT = 0x2;
  private static final int BUILD_IGNORING_ERRORS = 0x8;
  private static final int SERVER_INFO_1 = 1;
  private static final int SIGNED_CERTIFICATE_TIMESTAMP = 18;

  private ContextCertificate() {}

  /**
   * Puts it there, with its key, its chain and its parameters, in place of what was there.
   *
   * @param name what messages call it
   * @throws TlsException in HAProxy's words
   */
  static void put(long context, Certificate certificate, String name) throws TlsException {
    OpenSsl.CRYPTO.ERR_clear_error();
    try {
      if (SSL.SSL_CTX_use_certificate(context, certificate.leaf()) != 1) {
        throw failure("SSL certificate", name, "");
      }
      if (SSL.SSL_CTX_use_PrivateKey(context, certificate.key()) != 1) {
        throw failure("SSL private key", name, "");
      }
      SSL.SSL_CTX_ctrl(context, CTRL_CHAIN, 1, 0);
      for (long one : certificate.chain()) {
        if (SSL.SSL_CTX_ctrl(context, CTRL_CHAIN_CERTIFICATE, 1, one) != 1) {
          throw failure(
              "chain certificate", name, " Make sure you are linking against Openssl >= 1.0.2.");
        }
      }
      if (certificate.parameters() != null) {
        parameters(context, certificate.parameters());
      }
    } finally {
      OpenSsl.CRYPTO.ERR_clear_error();
      Reference.reachabilityFence(certificate);
    }
  }

  private static TlsException failure(String what, String name, String advice) {
    return new TlsException(
        "unable to load " + what + " into SSL Context '" + name + "'." + advice);
  }

  /** Those of key exchanges up to TLS 1.2; false where OpenSSL finds them too weak. */
  static boolean parameters(long context, DhParameters parameters) {
    OpenSsl.PEM.EVP_PKEY_up_ref(parameters.address());
    boolean good = CONTEXT.SSL_CTX_set0_tmp_dh_pkey(context, parameters.address()) == 1;
    if (!good) {
      OpenSsl.CRYPTO.EVP_PKEY_free(parameters.address());
    }
    OpenSsl.CRYPTO.ERR_clear_error();
    return good;
  }

  /** Leaves certificates out of the chain that are signed by themselves. */
  static boolean leaveRootOut(long context) {
    int how = BUILD_UNTRUSTED | BUILD_WITHOUT_ROOT | BUILD_IGNORING_ERRORS;
    boolean good = SSL.SSL_CTX_ctrl(context, CTRL_BUILD_CHAIN, how, 0) > 0;
    OpenSsl.CRYPTO.ERR_clear_error();
    return good;
  }

  /**
   * What clients up to TLS 1.2 are told that ask for it (RFC 6962, section 3.3).
   *
   * @param list a {@code SignedCertificateTimestampList}
   */
  static boolean timestamps(long context, byte[] list) {
    byte[] info = new byte[4 + list.length];
    info[1] = SIGNED_CERTIFICATE_TIMESTAMP;
    info[2] = (byte) (list.length >> 8);
    info[3] = (byte) list.length;
    System.arraycopy(list, 0, info, 4, list.length);
    try (NativeBytes bytes = NativeBytes.of(info)) {
      boolean good =
          CONTEXT.SSL_CTX_use_serverinfo_ex(context, SERVER_INFO_1, bytes.address(), info.length)
              == 1;
      OpenSsl.CRYPTO.ERR_clear_error();
      return good;
    }
  }
}
