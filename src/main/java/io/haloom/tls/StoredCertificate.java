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
  private volatile Certificate certificate;

  StoredCertificate(String name, Certificate certificate) {
    this.name = name;
    this.certificate = certificate;
  }

  public String name() {
    return name;
  }

  public Certificate certificate() {
    return certificate;
  }

  void certificate(Certificate next) {
    certificate = next;
  }

  /** Who uses it; under the store's lock. */
  List<TlsInstance> instances() {
    return instances;
  }
}
