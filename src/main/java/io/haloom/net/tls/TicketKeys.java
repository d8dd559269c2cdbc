package io.haloom.net.tls;

import com.kenai.jffi.MemoryIO;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import jnr.ffi.annotations.Delegate;

/**
 * Keys of session tickets ({@code tls-ticket-keys}): three, of which one is used for new tickets,
 * and each opens what was made with it. When one is added the next becomes that of new tickets, so
 * it was known everywhere before it is used.
 *
 * <p>OpenSSL asks during a handshake, on the thread that made the call. So this neither throws nor
 * parks.
 */
public final class TicketKeys {
  public static final int COUNT = 3;

  /** Bytes of a key of 128 bits: a name, one for AES, one for HMAC. */
  public static final int SHORT = 48;

  /** Bytes of a key of 256 bits. */
  public static final int LONG = 80;

  private static final MemoryIO MEMORY = MemoryIO.getInstance();
  private static final LibTickets CALLS = OpenSsl.TICKETS;
  private static final int NAME = 16;
  private static final int IV = 16;

  // Of openssl/core.h.
  private static final int UTF8_STRING = 4;
  private static final int OCTET_STRING = 5;
  private static final int PARAM = 5 * Long.BYTES;

  private static final int FAILED = -1;
  private static final int UNKNOWN = 0;
  private static final int GOOD = 1;
  private static final int RENEW = 2;

  private static final long KEY = OpenSsl.constant("key");
  private static final long DIGEST = OpenSsl.constant("digest");
  private static final long SHA256 = OpenSsl.constant("SHA256");

  /** {@code SSL_CTX_set_tlsext_ticket_key_evp_cb}; public because jnr-ffi demands it. */
  public interface Use {
    @Delegate
    int use(long ssl, long name, long iv, long cipher, long mac, int encrypt);
  }

  /** What contexts call; it must be known as long as they are. */
  final Use callback = this::use;

  private final ReentrantLock changing = new ReentrantLock();
  private volatile Ring ring;

  /**
   * The keys of a moment, and where OpenSSL finds them. Never changes.
   *
   * @param keys as files have them, in the order of their places
   * @param current the place of the one for new tickets
   * @param memory of each key: its bytes, and behind them what HMAC is told of it
   */
  private record Ring(List<byte[]> keys, int current, long memory) {
    private static final int ROOM = 96 + 3 * PARAM;

    static Ring of(List<byte[]> keys, int current) {
      long memory = MEMORY.allocateMemory((long) COUNT * ROOM, true);
      Ring made = new Ring(List.copyOf(keys), current, memory);
      for (int i = 0; i < COUNT; i++) {
        made.write(i);
      }
      OpenSsl.CLEANER.register(made, () -> MEMORY.freeMemory(memory));
      return made;
    }

    private void write(int place) {
      byte[] key = keys.get(place);
      MEMORY.putByteArray(at(place), key, 0, key.length);
      int half = (key.length - NAME) / 2;
      long first = parameters(place);
      parameter(first, KEY, OCTET_STRING, at(place) + NAME + half, half);
      parameter(first + PARAM, DIGEST, UTF8_STRING, SHA256, "SHA256".length());
    }

    private static void parameter(long at, long key, int type, long data, int length) {
      MEMORY.putAddress(at, key);
      MEMORY.putInt(at + 8, type);
      MEMORY.putAddress(at + 16, data);
      MEMORY.putLong(at + 24, length);
    }

    long at(int place) {
      return memory + (long) place * ROOM;
    }

    /** Where the key for AES is. */
    long aes(int place) {
      return at(place) + NAME;
    }

    long parameters(int place) {
      return at(place) + 96;
    }

    boolean isNamed(int place, long name) {
      return MEMORY.getLong(at(place)) == MEMORY.getLong(name)
          && MEMORY.getLong(at(place) + 8) == MEMORY.getLong(name + 8);
    }

    long cipher() {
      return keys.get(0).length == SHORT ? CALLS.EVP_aes_128_cbc() : CALLS.EVP_aes_256_cbc();
    }
  }

  /**
   * Makes them.
   *
   * @param keys three at least, all of {@link #SHORT} or all of {@link #LONG} bytes; the last three
   *     count, and the one before the last is for new tickets
   */
  public TicketKeys(List<byte[]> keys) {
    byte[][] places = new byte[COUNT][];
    for (int i = 0; i < keys.size(); i++) {
      places[i % COUNT] = keys.get(i);
    }
    ring = Ring.of(Arrays.asList(places), (keys.size() - 2) % COUNT);
  }

  /** Bytes of each. */
  public int length() {
    return ring.keys.get(0).length;
  }

  /** Them, beginning with the oldest; the second is for new tickets. */
  public List<byte[]> all() {
    Ring now = ring;
    List<byte[]> all = new ArrayList<>(COUNT);
    for (int i = 0; i < COUNT; i++) {
      all.add(now.keys.get((now.current + COUNT - 1 + i) % COUNT).clone());
    }
    return all;
  }

  /** Adds one, which takes the place of the oldest; false where it is of another length. */
  public boolean add(byte[] key) {
    if (key.length != length()) {
      return false;
    }
    changing.lock();
    try {
      Ring now = ring;
      List<byte[]> keys = new ArrayList<>(now.keys);
      keys.set((now.current + 2) % COUNT, key.clone());
      ring = Ring.of(keys, (now.current + 1) % COUNT);
      return true;
    } finally {
      changing.unlock();
    }
  }

  private int use(long ssl, long name, long iv, long cipher, long mac, int encrypt) {
    Ring now = ring;
    try {
      return encrypt != 0 ? seal(now, name, iv, cipher, mac) : open(now, name, iv, cipher, mac);
    } catch (RuntimeException | Error e) {
      return FAILED;
    } finally {
      Reference.reachabilityFence(now);
    }
  }

  private static int seal(Ring now, long name, long iv, long cipher, long mac) {
    int place = now.current;
    MEMORY.copyMemory(now.at(place), name, NAME);
    boolean good =
        CALLS.RAND_bytes(iv, IV) == 1
            && CALLS.EVP_EncryptInit_ex(cipher, now.cipher(), 0, now.aes(place), iv) == 1
            && CALLS.EVP_MAC_CTX_set_params(mac, now.parameters(place)) == 1;
    return good ? GOOD : FAILED;
  }

  private static int open(Ring now, long name, long iv, long cipher, long mac) {
    for (int i = 0; i < COUNT; i++) {
      int place = (now.current + i) % COUNT;
      if (now.isNamed(place, name)) {
        boolean good =
            CALLS.EVP_MAC_CTX_set_params(mac, now.parameters(place)) == 1
                && CALLS.EVP_DecryptInit_ex(cipher, now.cipher(), 0, now.aes(place), iv) == 1;
        return !good ? FAILED : i == 0 ? GOOD : RENEW;
      }
    }
    return UNKNOWN;
  }
}
