package io.haloom.net.tls;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What servers gave to be resumed later (RFC 8446, section 2.2): the last session for each name
 * that was asked for, of so many names at most. For any thread. Sessions are kept as OpenSSL writes
 * them (DER), so that each connection has its own and none has memory outside the heap.
 */
public final class ResumableSessions {
  /** Names that differ with each request must not fill the memory. */
  private static final int MOST = 64;

  /** The longest session that is kept, bytes: a ticket and a certificate. */
  private static final int LONGEST = 1 << 16;

  private static final LibSession CALLS = OpenSsl.SESSION;

  private final Map<String, byte[]> sessions = new ConcurrentHashMap<>();

  private static String key(String name) {
    return name == null ? "" : name;
  }

  /** Has a connection that has not begun ask for the session of that name, if there is one. */
  boolean resume(long ssl, String name) {
    byte[] der = sessions.get(key(name));
    if (der == null) {
      return false;
    }
    long session = SessionBytes.session(der);
    boolean taken = session != 0 && CALLS.SSL_set_session(ssl, session) == 1;
    if (session != 0) {
      CALLS.SSL_SESSION_free(session);
    }
    OpenSsl.CRYPTO.ERR_clear_error();
    if (!taken) {
      sessions.remove(key(name), der);
    }
    return taken;
  }

  /** Keeps a session ({@code SSL_SESSION*}, borrowed) for the next connection. */
  void keep(long session, String name) {
    byte[] der = SessionBytes.of(session, LONGEST);
    if (der == null) {
      return;
    }
    if (sessions.size() >= MOST && !sessions.containsKey(key(name))) {
      forgetAny();
    }
    sessions.put(key(name), der);
  }

  private void forgetAny() {
    Iterator<String> each = sessions.keySet().iterator();
    if (each.hasNext()) {
      each.next();
      each.remove();
    }
  }

  /** The handshake with it failed: the next one is to be full. */
  void forget(String name) {
    sessions.remove(key(name));
  }

  /** Every next handshake is to be full. */
  public void clear() {
    sessions.clear();
  }

  /** How many are kept. */
  public int size() {
    return sessions.size();
  }
}
