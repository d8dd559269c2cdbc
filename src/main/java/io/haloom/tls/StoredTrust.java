package io.haloom.tls;

import io.haloom.net.tls.TrustStore;

/**
 * Who is trusted, or was revoked, by the name of the file or folder. What it holds changes by
 * commands ({@code commit ssl ca-file}, {@code commit ssl crl-file}).
 */
public final class StoredTrust {
  /** As what it was named first: {@code ca-file} or {@code crl-file}. */
  public enum Kind {
    AUTHORITIES,
    REVOCATIONS
  }

  private final String name;
  private final Kind kind;
  private volatile TrustStore store;

  StoredTrust(String name, Kind kind, TrustStore store) {
    this.name = name;
    this.kind = kind;
    this.store = store;
  }

  public String name() {
    return name;
  }

  public Kind kind() {
    return kind;
  }

  public TrustStore store() {
    return store;
  }

  void store(TrustStore next) {
    store = next;
  }
}
