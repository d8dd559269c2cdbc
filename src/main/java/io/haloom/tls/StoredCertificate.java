package io.haloom.tls;

import io.haloom.net.tls.Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * A certificate of the {@link CertificateStore}, by the name of its file, and who uses it. What it
 * holds changes by commands ({@code commit ssl cert}).
 */
public final class StoredCertificate {
  private final String name;
  private final List<TlsInstance> instances = new ArrayList<>();
  private final List<TlsServer> servers = new ArrayList<>();
  private volatile CertificateParts parts;

  StoredCertificate(String name, CertificateParts parts) {
    this.name = name;
    this.parts = parts;
  }

  public String name() {
    return name;
  }

  /** The certificate itself; null where there is none yet. */
  public Certificate certificate() {
    return parts.certificate();
  }

  /** All that belongs to it. */
  CertificateParts parts() {
    return parts;
  }

  /** Another takes its place; under the store's lock. */
  void parts(CertificateParts next) {
    parts = next;
  }

  /** The bind lines that use it; under the store's lock. */
  List<TlsInstance> instances() {
    return instances;
  }

  /** The servers that are shown it; under the store's lock. */
  List<TlsServer> servers() {
    return servers;
  }

  /** Whether anybody uses it; under the store's lock. */
  boolean isUsed() {
    return !instances.isEmpty() || !servers.isEmpty();
  }
}
