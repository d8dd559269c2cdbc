package io.haloom.tls;

import io.haloom.net.tls.ClientHello;
import java.nio.ByteBuffer;

/**
 * What signatures a client can verify, as far as the choice of a certificate goes.
 *
 * @param rsa those of RSA
 * @param ecdsa those of ECDSA, and there is a cipher suite for these
 */
record HelloSignatures(boolean rsa, boolean ecdsa) {
  private static final int SIGNATURE_ALGORITHMS = 13;
  private static final int RSA = 1;
  private static final int ECDSA = 3;

  /** Null where the extension is malformed. */
  static HelloSignatures of(ClientHello hello) {
    ByteBuffer list = hello.extension(SIGNATURE_ALGORITHMS);
    if (list == null) {
      return new HelloSignatures(true, false);
    }
    int length = list.remaining() < 2 ? -1 : ClientHello.u16(list, 0);
    if (length + 2 != list.remaining() || length % 2 != 0) {
      return null;
    }
    boolean rsa = false;
    boolean ecdsa = false;
    for (int at = 3; at < list.remaining(); at += 2) {
      rsa |= list.get(at) == RSA;
      ecdsa |= list.get(at) == ECDSA;
    }
    return new HelloSignatures(rsa, ecdsa && hasSuite(hello.cipherSuites()));
  }

  private static boolean hasSuite(ByteBuffer suites) {
    for (int at = 0; at + 1 < suites.remaining(); at += 2) {
      if (isEcdsa(ClientHello.u16(suites, at))) {
        return true;
      }
    }
    return false;
  }

  /** Those of RFC 8422, 5289, 6367, 7251 and 7905 that are signed with ECDSA, and of TLS 1.3. */
  private static boolean isEcdsa(int suite) {
    return suite >= 0x1301 && suite <= 0x1305
        || suite >= 0xC006 && suite <= 0xC00A
        || suite == 0xC023
        || suite == 0xC024
        || suite == 0xC02B
        || suite == 0xC02C
        || suite == 0xC072
        || suite == 0xC073
        || suite >= 0xC0AC && suite <= 0xC0AF
        || suite == 0xCCA9;
  }
}
