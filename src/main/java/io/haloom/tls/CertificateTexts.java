package io.haloom.tls;

import io.haloom.net.tls.Providers;

/** What {@code show ssl cert} and its like answer; asked for under the store's lock. */
public final class CertificateTexts {
  private static final String OCSP = ".ocsp";

  private CertificateTexts() {}

  /** All names, and the one that is being changed. */
  public static String list(CertificateStore store) {
    StringBuilder text = new StringBuilder();
    StoredCertificate changed = store.change().changed();
    if (changed != null) {
      text.append("# transaction\n*").append(changed.name()).append('\n');
    }
    text.append("# filename\n");
    store.all().keySet().forEach(name -> text.append(name).append('\n'));
    return text.toString();
  }

  /**
   * One of them.
   *
   * @param written its name, with a star before it for what is prepared, and {@code .ocsp} behind
   *     it for what clients are told of it
   * @return null where there is none of that name
   */
  public static String details(CertificateStore store, String written) {
    boolean ofOcsp = written.endsWith(OCSP);
    String name = ofOcsp ? written.substring(0, written.length() - OCSP.length()) : written;
    boolean prepared = name.startsWith("*");
    StoredCertificate changed = store.change().changed();
    StoredCertificate found = prepared ? changed : store.find(name);
    if (found == null || prepared && !found.name().equals(name.substring(1))) {
      return null;
    }
    CertificateParts parts = prepared ? store.change().next() : found.parts();
    if (ofOcsp) {
      return answer(store, parts.ocsp(), prepared);
    }
    String status =
        parts.certificate() == null ? "Empty" : found.isUsed() && !prepared ? "Used" : "Unused";
    return "Filename: "
        + (prepared ? "*" : "")
        + found.name()
        + "\nStatus: "
        + status
        + "\n"
        + (parts.certificate() == null ? "" : CertificateDescription.of(parts.certificate()))
        + "OCSP Response Key: "
        + Staples.key(parts.ocsp())
        + "\n";
  }

  /** What is prepared, or else what clients are told now. */
  private static String answer(CertificateStore store, byte[] ocsp, boolean prepared) {
    if (prepared && ocsp != null) {
      return Staples.text(ocsp);
    }
    String told = ocsp == null ? null : store.usedStaples().details(Staples.key(ocsp));
    return told == null ? "" : told;
  }

  /** What {@code show ssl providers} answers: where OpenSSL gets its algorithms from. */
  public static String providers() {
    StringBuilder text = new StringBuilder("Loaded providers : \n");
    Providers.names().forEach(name -> text.append("\t- ").append(name).append('\n'));
    return text.toString();
  }
}
