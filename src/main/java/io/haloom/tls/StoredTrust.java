package io.haloom.tls;

import io.haloom.net.tls.TrustStore;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Who is trusted, or was revoked, by the name of the file or folder. What it holds changes by
 * commands ({@code commit ssl ca-file}, {@code commit ssl crl-file}).
 */
public final class StoredTrust {
  /** As what it was named first, or set last: {@code ca-file} or {@code crl-file}. */
  public enum Kind {
    AUTHORITIES("CA"),
    REVOCATIONS("CRL");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    /** What messages call it. */
    String title() {
      return title;
    }
  }

  /**
   * What it holds.
   *
   * @param store null for nothing yet
   * @param age how often it has changed
   */
  record Content(Kind kind, TrustStore store, int age) {}

  private final String name;
  private final Set<TlsServer> servers = new LinkedHashSet<>();
  private volatile Content content;

  StoredTrust(String name, Kind kind, TrustStore store) {
    this.name = name;
    this.content = new Content(kind, store, 0);
  }

  public String name() {
    return name;
  }

  public Kind kind() {
    return content.kind;
  }

  /** Null where nothing has been set yet. */
  public TrustStore store() {
    return content.store;
  }

  Content content() {
    return content;
  }

  void content(Content next) {
    content = next;
  }

  /** The servers whose certificates are verified with it; under the store's lock. */
  Set<TlsServer> servers() {
    return servers;
  }
}
