package io.haloom.tls;

import io.haloom.net.TlsCertificate;
import io.haloom.net.TlsException;
import io.haloom.net.tls.IssuerChains;
import io.haloom.net.tls.RevocationList;
import io.haloom.net.tls.TrustStore;
import java.util.HexFormat;

/**
 * What {@code show ssl ca-file} and {@code show ssl crl-file} answer; asked for under the store's
 * lock.
 */
public final class TrustTexts {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final CertificateStore store;
  private final TrustChange change;
  private final boolean ofLists;

  public TrustTexts(CertificateStore store, StoredTrust.Kind kind) {
    this.store = store;
    this.change = store.change(kind);
    this.ofLists = kind == StoredTrust.Kind.REVOCATIONS;
  }

  // --- all -------------------------------------------------------------------------------------

  /** All names of the kind, and the one that is being changed. */
  public String list() {
    StringBuilder text = new StringBuilder();
    if (change.changed() != null) {
      text.append("# transaction\n*");
      line(change.changed().name(), change.next(), text);
    }
    text.append("# filename\n");
    for (StoredTrust one : store.trusts().all().values()) {
      if (one.kind() == change.kind()) {
        line(one.name(), one.store(), text);
      }
    }
    return text.toString();
  }

  private void line(String name, TrustStore content, StringBuilder into) {
    into.append(name);
    if (!ofLists) {
      int count = content == null ? 0 : content.size();
      into.append(" - ").append(count).append(" certificate(s)");
    }
    into.append('\n');
  }

  // --- one -------------------------------------------------------------------------------------

  /**
   * One of them.
   *
   * @param written its name, with a star before it for what is prepared, and perhaps a colon and
   *     the place of what is to be shown of it
   * @throws TlsException in HAProxy's words
   */
  public String details(String written) throws TlsException {
    int colon = written.indexOf(':');
    String name = colon < 0 ? written : written.substring(0, colon);
    int number = colon < 0 ? 0 : number(written, written.substring(colon + 1));
    boolean prepared = name.startsWith("*");
    StoredTrust found = prepared ? change.changed() : store.trusts().find(name);
    if (found == null
        || prepared && !found.name().equals(name.substring(1))
        || !prepared && found.kind() != change.kind()) {
      throw new TlsException("Can't display the " + change.kind().title() + " file : Not found!\n");
    }
    TrustStore content = prepared ? change.next() : found.store();
    String head = "Filename: " + name + "\nStatus: " + status(found, content, prepared) + "\n";
    String shown = content == null ? "" : shown(content, number);
    // HAProxy says nothing of a file without certificates.
    return ofLists || !shown.isEmpty() ? head + shown : "";
  }

  private int number(String written, String text) throws TlsException {
    int number;
    try {
      number = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      number = 0;
    }
    if (number <= 0) {
      String kind = change.kind().title();
      throw new TlsException("wrong " + kind + " index after colons in '" + written + "'!");
    }
    return number;
  }

  private String status(StoredTrust found, TrustStore content, boolean prepared) {
    if (content == null) {
      return "Empty";
    }
    return !prepared && change.isUsed(found) ? "Used" : "Unused";
  }

  private String shown(TrustStore content, int number) {
    StringBuilder text = new StringBuilder();
    for (TrustStore.Held one : content.held()) {
      boolean isKind = ofLists == (one.revocations() != null);
      // Of certificates the next one is shown where there is something else.
      boolean isMeant = number == 0 || (ofLists ? one.number() == number : one.number() >= number);
      if (isKind && isMeant) {
        if (ofLists) {
          text.append(" \nCertificate Revocation List #").append(one.number()).append(":\n");
          describe(one.revocations(), text);
        } else {
          text.append(" \nCertificate #").append(one.number()).append(":\n");
          text.append(
              CertificateDescription.of(one.certificate(), one.names(), chain(one.certificate())));
        }
        if (number > 0) {
          return text.toString();
        }
      }
    }
    return text.toString();
  }

  private IssuerChains.Shown chain(TlsCertificate certificate) {
    IssuerChains chains = store.global().files().chains();
    return chains == null ? IssuerChains.Shown.NONE : chains.show(certificate);
  }

  private static void describe(RevocationList list, StringBuilder into) {
    into.append("Version ").append(list.version()).append('\n');
    line(into, "Signature Algorithm", list.signatureAlgorithm());
    line(into, "Issuer", CertificateDescription.name(list.issuer()));
    line(into, "Last Update", list.lastUpdate());
    line(into, "Next Update", list.nextUpdate());
    boolean any = false;
    for (RevocationList.Revoked one : list.revoked()) {
      into.append(any ? "" : "Revoked Certificates:\n");
      any = true;
      line(into, "    Serial Number", HEX.formatHex(one.serial()));
      line(into, "        Revocation Date", one.date());
    }
    into.append(any ? "" : "No Revoked Certificates.\n");
  }

  private static void line(StringBuilder into, String title, String value) {
    into.append(title).append(": ").append(value).append('\n');
  }
}
