package io.haloom.tls;

import io.haloom.net.TlsException;
import io.haloom.net.tls.OcspResponse;
import io.haloom.net.tls.Staple;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * What clients are told of the certificates of bind lines (OCSP), by which certificate it is about.
 * Handshakes find it while commands change it.
 */
public final class Staples {
  private static final HexFormat HEX = HexFormat.of();

  /** By the {@code CertID}, in hexadecimal digits. */
  private final Map<String, Staple> all = new ConcurrentSkipListMap<>();

  /**
   * That of a certificate, which has an answer beside it.
   *
   * @param name of the certificate, for messages
   * @throws TlsException in HAProxy's words, where it is not known who signed it
   */
  Staple find(CertificateParts parts, String name) throws TlsException {
    byte[] id = OcspResponse.idOf(parts.certificate(), parts.issuer());
    if (id == null) {
      throw new TlsException(
          " '"
              + name
              + ".ocsp' is present and activates OCSP but it is impossible to compute the OCSP"
              + " certificate ID (maybe the issuer could not be found)'.\n");
    }
    return all.computeIfAbsent(HEX.formatHex(id), key -> new Staple());
  }

  /**
   * Has clients told the answer that lies beside a certificate.
   *
   * @return what is wrong with it, in HAProxy's words, or null
   */
  String load(CertificateParts parts, String name) throws TlsException {
    Staple staple = find(parts, name);
    try {
      OcspResponse response = OcspResponse.parse(parts.ocsp());
      if (all.get(HEX.formatHex(response.id())) != staple) {
        throw new TlsException(
            "OCSP single response: Certificate ID does not match certificate and issuer");
      }
      staple.response(response);
      return null;
    } catch (TlsException e) {
      return "Loading: " + e.getMessage() + ". Content will be ignored.";
    }
  }

  /**
   * Has clients told another answer.
   *
   * @param der its bytes
   * @throws TlsException in HAProxy's words
   */
  public void update(byte[] der) throws TlsException {
    OcspResponse response = OcspResponse.parse(der);
    Staple staple = all.get(HEX.formatHex(response.id()));
    if (staple == null) {
      throw new TlsException(
          "OCSP single response: Certificate ID does not match any certificate or issuer");
    }
    staple.response(response);
  }

  /** Forgets those that no bind line uses any more; under the store's lock. */
  void keep(Collection<StoredCertificate> certificates) {
    Set<String> used = new HashSet<>();
    for (StoredCertificate one : certificates) {
      CertificateParts parts = one.parts();
      if (parts.ocsp() != null && !one.instances().isEmpty()) {
        byte[] id = OcspResponse.idOf(parts.certificate(), parts.issuer());
        if (id != null) {
          used.add(HEX.formatHex(id));
        }
      }
    }
    all.keySet().retainAll(used);
  }

  // --- showing ---------------------------------------------------------------------------------

  /** All of them, by which certificates they are about. */
  public String list() {
    StringBuilder text = new StringBuilder("# Certificate IDs\n");
    HexFormat upper = HEX.withUpperCase();
    for (String key : all.keySet()) {
      OcspResponse.Id id = OcspResponse.Id.of(HEX.parseHex(key));
      text.append("Certificate ID key : ").append(key);
      text.append("\n Certificate ID:\n   Issuer Name Hash: ").append(upper.formatHex(id.name()));
      text.append("\n   Issuer Key Hash: ").append(upper.formatHex(id.key()));
      text.append("\n   Serial Number: ").append(upper.formatHex(id.serial())).append('\n');
    }
    return text.toString();
  }

  /**
   * What clients are told of one.
   *
   * @param key in hexadecimal digits; zeros may follow
   * @return null where there is none of that key; empty where nothing is told
   */
  public String details(String key) {
    Staple found = null;
    for (Map.Entry<String, Staple> one : all.entrySet()) {
      String rest = key.length() % 2 == 0 ? key.toLowerCase(java.util.Locale.ROOT) : "";
      boolean isIt = rest.startsWith(one.getKey());
      if (isIt && rest.substring(one.getKey().length()).chars().allMatch(c -> c == '0')) {
        found = one.getValue();
      }
    }
    if (found == null) {
      return null;
    }
    OcspResponse response = found.response();
    return response == null ? "Unable to parse OCSP response" : text(response.der());
  }

  /** An answer as a text that has no empty line. */
  static String text(byte[] der) {
    String text = OcspResponse.text(der);
    return text == null ? "" : text.replace("\n\n", "\n \n");
  }

  /** The key that an answer names; empty for none. */
  static String key(byte[] der) {
    return der == null ? "" : HEX.formatHex(OcspResponse.idIn(der));
  }
}
