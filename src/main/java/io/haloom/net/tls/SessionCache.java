package io.haloom.net.tls;

import com.kenai.jffi.MemoryIO;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import jnr.ffi.annotations.Delegate;

/**
 * Sessions of clients that come back with an identifier, for they take no tickets or are given
 * none: encoded, the oldest go first. One for the process ({@code tune.ssl.cachesize}), so a
 * session outlives the context it was made with.
 *
 * <p>OpenSSL asks during a handshake, on the thread that made the call. So this neither throws nor
 * parks.
 */
public final class SessionCache {
  private static final MemoryIO MEMORY = MemoryIO.getInstance();

  /** Bytes of a block, and what of a session goes into the first besides. */
  private static final int BLOCK = 200;

  private static final int HEAD = 68;

  /** Longer sessions are not kept, bytes. */
  private static final int LONGEST = 4096;

  private static final Map<String, Entry> SESSIONS = new ConcurrentHashMap<>();

  /** In the order of their coming; some have gone from {@link #SESSIONS}. */
  private static final Queue<Entry> ORDER = new ConcurrentLinkedQueue<>();

  /** Blocks of what is in {@link #ORDER}. */
  private static final AtomicInteger USED = new AtomicInteger();

  private static final LongAdder LOOKUPS = new LongAdder();
  private static final LongAdder MISSES = new LongAdder();
  private static volatile int size;

  private record Entry(String id, byte[] session) {
    int blocks() {
      return 1 + Math.max(0, session.length - HEAD) / BLOCK;
    }
  }

  /** These are public because jnr-ffi demands it. */
  public interface Find {
    @Delegate
    long find(long ssl, long id, int length, long copy);
  }

  public interface Store {
    @Delegate
    int store(long ssl, long session);
  }

  public interface Remove {
    @Delegate
    void remove(long context, long session);
  }

  static final Find FIND = SessionCache::find;
  static final Store STORE = SessionCache::store;
  static final Remove REMOVE = SessionCache::remove;

  private SessionCache() {}

  /** How many blocks it has, of which a session without a certificate of the client takes one. */
  public static void resize(int blocks) {
    size = blocks;
    trim();
  }

  /** How often clients came back with an identifier. */
  public static long lookups() {
    return LOOKUPS.sum();
  }

  /** How often it was unknown. */
  public static long misses() {
    return MISSES.sum();
  }

  private static void trim() {
    while (USED.get() > size) {
      Entry oldest = ORDER.poll();
      if (oldest == null) {
        return;
      }
      SESSIONS.remove(oldest.id, oldest);
      USED.addAndGet(-oldest.blocks());
    }
  }

  private static long find(long ssl, long id, int length, long copy) {
    try {
      // The session that is returned is the caller's.
      MEMORY.putInt(copy, 0);
      LOOKUPS.increment();
      Entry found = SESSIONS.get(text(id, length));
      if (found == null) {
        MISSES.increment();
        return 0;
      }
      return SessionBytes.session(found.session);
    } catch (RuntimeException | Error e) {
      return 0;
    }
  }

  private static int store(long ssl, long session) {
    try {
      put(session);
    } catch (RuntimeException | Error e) {
      // Its client will shake hands anew.
    }
    // No reference is kept.
    return 0;
  }

  /** Keeps that of a connection whose handshake is over, where it has an identifier. */
  static void keep(long ssl) {
    long session = OpenSsl.SESSION.SSL_get_session(ssl);
    if (session != 0) {
      put(session);
    }
  }

  private static void put(long session) {
    String id = id(session);
    byte[] der = id.isEmpty() || size == 0 ? null : SessionBytes.of(session, LONGEST);
    if (der == null) {
      return;
    }
    Entry entry = new Entry(id, der);
    SESSIONS.put(id, entry);
    ORDER.add(entry);
    USED.addAndGet(entry.blocks());
    trim();
  }

  private static void remove(long context, long session) {
    try {
      SESSIONS.remove(id(session));
    } catch (RuntimeException | Error e) {
      // It will go in its turn.
    }
  }

  private static String id(long session) {
    try (NativeBytes length = NativeBytes.room(Integer.BYTES)) {
      long id = OpenSsl.SESSION.SSL_SESSION_get_id(session, length.address());
      return text(id, length.numberAt(0));
    }
  }

  private static String text(long bytes, int length) {
    return new String(NativeBytes.copy(bytes, length), StandardCharsets.ISO_8859_1);
  }
}
