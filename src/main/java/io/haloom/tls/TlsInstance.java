package io.haloom.tls;

import io.haloom.net.TlsException;
import io.haloom.net.tls.Certificate;
import io.haloom.net.tls.TlsContext;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A certificate as one bind line uses it: with what the line, or its own line of a list, says, and
 * for the names it is chosen by. What it holds never changes: another takes its place.
 *
 * <p>Its contexts are made when the first client needs them: of a thousand certificates most are
 * asked for seldom.
 */
final class TlsInstance {
  final TlsBind bind;
  final ListEntry entry;
  final Certificate.KeyType keyType;

  /** What it is chosen by: names, those with a leading {@code *}, and exceptions with {@code !}. */
  final List<String> names;

  private final CertificateParts parts;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean closed;
  private volatile TlsContext chosen;
  private volatile TlsContext fallback;

  TlsInstance(TlsBind bind, ListEntry entry, CertificateParts parts) {
    this.bind = bind;
    this.entry = entry;
    this.parts = parts;
    this.keyType = parts.certificate().keyType();
    List<String> filters = entry.line().filters();
    this.names = filters.isEmpty() ? parts.certificate().names() : filters;
  }

  Certificate certificate() {
    return parts.certificate();
  }

  /** For who names a host that it is for; null where another instance has taken its place. */
  TlsContext chosen() throws TlsException {
    TlsContext made = chosen;
    if (made != null) {
      return made;
    }
    lock.lock();
    try {
      if (chosen == null && !closed) {
        chosen = bind.context(entry.line().words(), parts, entry.stored().name());
      }
      return chosen;
    } finally {
      lock.unlock();
    }
  }

  /**
   * For who names no host, or one that nobody has; null where another instance has taken its place.
   * The client's version is agreed on by what the bind line says alone then.
   */
  TlsContext fallback() throws TlsException {
    TlsWords line = entry.line().words();
    if (!line.has("ssl-min-ver") && !line.has("ssl-max-ver")) {
      return chosen();
    }
    TlsContext made = fallback;
    if (made != null) {
      return made;
    }
    lock.lock();
    try {
      if (fallback == null && !closed) {
        TlsWords rest = line.without("ssl-min-ver", "ssl-max-ver");
        fallback = bind.context(rest, parts, entry.stored().name());
      }
      return fallback;
    } finally {
      lock.unlock();
    }
  }

  /** Another has taken its place. Connections keep what they have of it. */
  void close() {
    lock.lock();
    try {
      closed = true;
      if (chosen != null) {
        chosen.close();
        chosen = null;
      }
      if (fallback != null) {
        fallback.close();
        fallback = null;
      }
    } finally {
      lock.unlock();
    }
  }
}
