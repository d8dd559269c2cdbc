package io.haloom.tls;

import io.haloom.net.tls.Certificate;
import io.haloom.net.tls.DhParameters;
import io.haloom.net.tls.TlsContext;

/** Which parameters of Diffie-Hellman a certificate's context has, where it has none of its own. */
final class DhChoice {
  /** Parameters of groups are public, and made when they are wanted first. */
  private static final class Groups {
    private static final DhParameters OF_2048 = DhParameters.named("ffdhe2048");
    private static final DhParameters OF_4096 = DhParameters.named("ffdhe4096");
  }

  /** Bits of parameters that are none any more. */
  static final int WEAK = 1024;

  private static final String LOST = ", DH ciphers won't be available.\n";

  private DhChoice() {}

  /**
   * Gives a context its parameters.
   *
   * @param name of the certificate
   * @return what is to be warned of, in HAProxy's words, or null
   */
  static String apply(TlsTuning tuning, Certificate certificate, String name, TlsContext context) {
    if (certificate.hasDhParameters()) {
      return null;
    }
    if (tuning.dhFile() != null) {
      return context.dhParameters(tuning.dhFile())
          ? null
          : "unable to use the global DH parameter for certificate '" + name + "'" + LOST;
    }
    if (tuning.dhBits() == 0) {
      return null;
    }
    if (tuning.dhBits() <= WEAK) {
      // Parameters of 1024 bits are none any more.
      return "unable to load default 1024 bits DH parameter for certificate '"
          + name
          + "'.\n"
          + LOST;
    }
    int bits = Math.min(certificate.rsaBits(), tuning.dhBits());
    if (bits >= 2048) {
      context.dhParameters(bits >= 4096 ? Groups.OF_4096 : Groups.OF_2048);
    }
    return null;
  }
}
