package io.haloom.net.tls;

/**
 * What is told of a certificate with the handshake: whether it was revoked (RFC 6066, section 8).
 * May change at any time; connections take what there is when they begin.
 */
public final class OcspStaple {
  private record Response(byte[] der, long untilSeconds) {}

  private volatile Response response;

  /**
   * Takes another one.
   *
   * @param der an {@code OCSPResponse}
   * @param untilSeconds when it is told no more, in seconds since 1970
   */
  public void set(byte[] der, long untilSeconds) {
    response = new Response(der, untilSeconds);
  }

  /** The {@code OCSPResponse}, whether it is told or not; null for none. */
  public byte[] der() {
    Response now = response;
    return now == null ? null : now.der;
  }

  /** The one that is told now, or null. */
  byte[] current() {
    Response now = response;
    return now == null || now.untilSeconds < System.currentTimeMillis() / 1000 ? null : now.der;
  }
}
