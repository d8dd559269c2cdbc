package io.haloom.tls;

import io.haloom.net.tls.TlsContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The contexts of certificates that were made as they were asked for, of all bind lines: as many as
 * {@code tune.ssl.ssl-ctx-cache-size} says, without those that nobody has asked for the longest.
 * Any thread may use it; what it does under its lock is short.
 */
final class GeneratedCache {
  /** Of one bind line, for one host in lower case. */
  record Key(TlsBind bind, String host) {}

  private final LinkedHashMap<Key, TlsContext> contexts = new LinkedHashMap<>(16, 0.75f, true);
  private final ReentrantLock lock = new ReentrantLock();

  /** Null where there is none. */
  TlsContext find(Key key) {
    lock.lock();
    try {
      return contexts.get(key);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Keeps one, where there is room for any.
   *
   * @param made closed where another has been kept meanwhile
   * @param most how many are kept
   * @return that other one, or the same
   */
  TlsContext keep(Key key, TlsContext made, int most) {
    if (most <= 0) {
      return made;
    }
    lock.lock();
    try {
      TlsContext other = contexts.putIfAbsent(key, made);
      if (other != null) {
        made.close();
        return other;
      }
      if (contexts.size() > most) {
        Map.Entry<Key, TlsContext> eldest = contexts.entrySet().iterator().next();
        contexts.remove(eldest.getKey());
        eldest.getValue().close();
      }
      return made;
    } finally {
      lock.unlock();
    }
  }

  /** How many it holds. */
  int size() {
    lock.lock();
    try {
      return contexts.size();
    } finally {
      lock.unlock();
    }
  }
}
