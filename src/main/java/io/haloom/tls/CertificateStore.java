package io.haloom.tls;

import io.haloom.net.TlsException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The certificates of a process, by the names of their files. Each is read once, however many lines
 * name it. Filled while the configuration is read; changed by commands, under {@link #lock}.
 */
public final class CertificateStore {
  private final Map<String, StoredCertificate> certificates = new TreeMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Supplier<TlsGlobal> global;

  /**
   * An empty one.
   *
   * @param global what the global section says, at any time while the configuration is read
   */
  public CertificateStore(Supplier<TlsGlobal> global) {
    this.global = global;
  }

  /** Who changes something, or walks over it, holds this. */
  public ReentrantLock lock() {
    return lock;
  }

  /** The certificate of that name, or null. */
  public StoredCertificate find(String name) {
    return certificates.get(name);
  }

  /** All of them, by name. */
  public Map<String, StoredCertificate> all() {
    return certificates;
  }

  /**
   * The certificate of a file, which is read if it was not yet.
   *
   * @throws TlsException in HAProxy's words
   */
  public StoredCertificate load(String path) throws TlsException {
    StoredCertificate known = certificates.get(path);
    if (known == null) {
      known = new StoredCertificate(path, new CertificateFiles(global.get().files()).read(path));
      certificates.put(path, known);
    }
    return known;
  }
}
