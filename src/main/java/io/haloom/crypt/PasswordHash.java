package io.haloom.crypt;

import com.kenai.jffi.MemoryIO;
import io.haloom.aside.Aside;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/**
 * Checks passwords against hashes by the system's libcrypt: what it knows is known here (bcrypt,
 * yescrypt, SHA, MD5, DES). It is loaded with the first hash and not before.
 */
public final class PasswordHash {
  private static final String NAME = "libcrypt.so.1";

  /** Of {@code struct crypt_data}. */
  private static final int DATA_SIZE = 32768;

  private static final int LONGEST_HASH = 384;

  /** A check takes milliseconds, and others may wait before it. */
  private static final long LONGEST_MILLIS = 10_000;

  private PasswordHash() {}

  /** What is there, found out with the first hash. */
  private static final class Holder {
    static final LibCrypt CALLS = load();
    static final Runtime RUNTIME = CALLS == null ? null : Runtime.getRuntime(CALLS);
  }

  private static LibCrypt load() {
    try {
      return LibraryLoader.create(LibCrypt.class).failImmediately().load(NAME);
    } catch (UnsatisfiedLinkError e) {
      return null;
    }
  }

  /** Whether the library is installed. */
  public static boolean isThere() {
    return Holder.CALLS != null;
  }

  /** Whether the library makes a hash of an empty password with this one's method and salt. */
  public static boolean isKnown(byte[] hash) {
    Aside.prepare();
    return hash(new byte[0], hash) != null;
  }

  /**
   * Whether the password has that hash. A virtual thread parks while it is computed; false where
   * too many others wait for that.
   *
   * @param hash with its method and salt
   */
  public static boolean matches(byte[] password, byte[] hash) {
    byte[] made = Aside.call(() -> hash(password, hash), LONGEST_MILLIS, null);
    return made != null && MessageDigest.isEqual(made, hash);
  }

  /** The hash by the method and salt of another; null where the library makes none. */
  private static byte[] hash(byte[] password, byte[] setting) {
    ByteBuffer phrase = text(password);
    ByteBuffer method = text(setting);
    ByteBuffer data = ByteBuffer.allocateDirect(DATA_SIZE);
    try {
      long made = Holder.CALLS.crypt_r(address(phrase), address(method), address(data));
      return made == 0 ? null : untilNul(made);
    } finally {
      Reference.reachabilityFence(phrase);
      Reference.reachabilityFence(method);
      Reference.reachabilityFence(data);
    }
  }

  private static long address(ByteBuffer direct) {
    return Pointer.wrap(Holder.RUNTIME, direct).address();
  }

  /** A C string; a NUL within ends it. */
  private static ByteBuffer text(byte[] bytes) {
    return ByteBuffer.allocateDirect(bytes.length + 1).put(0, bytes);
  }

  private static byte[] untilNul(long address) {
    ByteBuffer text = MemoryIO.getInstance().newDirectByteBuffer(address, LONGEST_HASH);
    byte[] bytes = new byte[LONGEST_HASH];
    int length = 0;
    while (length < LONGEST_HASH && text.get(length) != 0) {
      bytes[length] = text.get(length++);
    }
    return Arrays.copyOf(bytes, length);
  }
}
