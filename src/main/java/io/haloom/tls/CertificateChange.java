package io.haloom.tls;

import io.haloom.net.TlsException;

/**
 * The change of a certificate that commands prepare and then make, all at once ({@code set}, {@code
 * commit} and {@code abort ssl cert}). There is one at a time. Used under the store's lock;
 * messages are HAProxy's.
 */
public final class CertificateChange {
  private final CertificateStore store;

  /** What is changed, or null while nothing is. */
  private StoredCertificate changed;

  private CertificateParts next;

  CertificateChange(CertificateStore store) {
    this.store = store;
  }

  /** What is being changed, or null. */
  public StoredCertificate changed() {
    return changed;
  }

  /** What it is to be; {@link CertificateParts#NONE} while nothing is changed. */
  CertificateParts next() {
    return changed == null ? CertificateParts.NONE : next;
  }

  /**
   * Makes an empty certificate.
   *
   * @return what is to be said
   */
  public String create(String name) throws TlsException {
    if (!store.create(name)) {
      throw new TlsException("Certificate '" + name + "' already exists!\n");
    }
    return "New empty certificate store '" + name + "'!\n";
  }

  /**
   * Prepares it.
   *
   * @param name of the certificate, or of one of its files
   * @param payload the text of that file
   * @return what is to be said
   */
  public String set(String name, byte[] payload) throws TlsException {
    try {
      CertificatePart part = CertificatePart.of(name);
      StoredCertificate target = target(stem(name, part), part);
      CertificateParts before = changed == null ? target.parts() : next;

      CertificateParts made =
          store.global().files().complete(changed(before, part, stem(name, part), payload));
      boolean isNew = changed == null;
      if (!isNew) {
        next.closeBut(made);
      }
      changed = target;
      next = made;
      String word = isNew ? "created" : "updated";
      return "Transaction " + word + " for certificate " + target.name() + "!\n";
    } catch (TlsException e) {
      throw new TlsException(e.getMessage() + "Can't update " + name + "!\n");
    }
  }

  private static String stem(String name, CertificatePart part) {
    int extension = part.extension().length();
    return extension == 0 ? name : name.substring(0, name.length() - extension - 1);
  }

  private static CertificateParts changed(
      CertificateParts before, CertificatePart part, String name, byte[] text) throws TlsException {
    try {
      return part.change(before, name, text);
    } catch (TlsException e) {
      String reason = e.getMessage();
      throw new TlsException(
          (reason.equals(CertificatePart.NO_BASE64) ? reason : ended(reason))
              + "Can't load the payload\n");
    }
  }

  /** A message with the end of its line. */
  private static String ended(String reason) {
    return reason.isEmpty() || reason.endsWith("\n") ? reason : reason + "\n";
  }

  private StoredCertificate target(String stem, CertificatePart part) throws TlsException {
    boolean without = part != CertificatePart.PEM && store.global().files().withoutExtension();
    if (changed != null) {
      boolean same = changed.name().equals(stem) || without && changed.name().equals(stem + ".crt");
      if (!same && (without || part == CertificatePart.PEM || !changed.name().equals(stem))) {
        throw new TlsException(
            "The ongoing transaction is about '"
                + changed.name()
                + "' but you are trying to set '"
                + stem
                + "'\n");
      }
      return changed;
    }
    StoredCertificate found = store.find(stem);
    if (found == null && without) {
      found = store.find(stem + ".crt");
    }
    if (found == null) {
      throw new TlsException(
          "Can't replace a certificate which is not referenced by the configuration!\n");
    }
    return found;
  }

  /**
   * Makes it, or drops it: whoever shakes hands from now on gets what was prepared.
   *
   * @return what is to be said behind the name
   * @throws TlsException that says it is not tried, and why
   */
  public String commit(String name) throws TlsException {
    check(name, "set");
    if (next.certificate() == null || !next.certificate().hasKey()) {
      throw new TlsException(
          "The transaction must contain at least a certificate and a private key!\n");
    }
    if (!next.certificate().isConsistent()) {
      throw new TlsException(
          "inconsistencies between private key and certificate loaded '" + name + "'.\n");
    }
    try {
      return renew();
    } catch (TlsException e) {
      drop();
      return ended(e.getMessage()) + "Failed!\n";
    }
  }

  private void check(String name, String what) throws TlsException {
    if (changed == null) {
      throw new TlsException("No ongoing transaction!" + (what.equals("set") ? " !\n" : "\n"));
    }
    if (!changed.name().equals(name)) {
      throw new TlsException(
          "The ongoing transaction is about '"
              + changed.name()
              + "' but you are trying to "
              + what
              + " '"
              + name
              + "'\n");
    }
  }

  private String renew() throws TlsException {
    Renewal renewal = Renewal.of(changed.instances(), changed.servers(), next);
    boolean isTold = next.ocsp() != null && !changed.instances().isEmpty();
    String ignored = isTold ? store.staples().load(next, changed.name()) : null;
    CertificateParts before = changed.parts();
    changed.parts(next);
    String dots = ".".repeat(renewal.use());
    before.closeBut(next);
    changed = null;
    next = null;
    return dots + "\n" + (ignored == null ? "" : ignored + "\n") + "Success!\n";
  }

  private void drop() {
    next.closeBut(changed.parts());
    changed = null;
    next = null;
  }

  /**
   * Forgets what was prepared.
   *
   * @return what is to be said
   */
  public String abort(String name) throws TlsException {
    check(name, "abort a transaction for");
    drop();
    return "Transaction aborted for certificate '" + name + "'!\n";
  }

  /**
   * Forgets a certificate that nobody uses.
   *
   * @return what is to be said
   */
  public String delete(String name) throws TlsException {
    StoredCertificate found = store.find(name);
    String problem = null;
    if (changed != null && changed.name().equals(name)) {
      problem = "ongoing transaction for the certificate '" + name + "'";
    } else if (found == null) {
      problem = "certificate '" + name + "' doesn't exist!\n";
    } else if (found.isUsed()) {
      problem = "certificate '" + name + "' in use, can't be deleted!\n";
    }
    if (problem != null) {
      throw new TlsException("Can't remove the certificate: " + problem + "\n");
    }
    store.forget(found);
    return "Certificate '" + name + "' deleted!\n";
  }
}
