package io.haloom.regex;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/**
 * The system's libpcre2-8, loaded with the first expression and not before: it costs tens of
 * milliseconds. {@code -Dhaloom.regex=jdk} does as if it were missing.
 */
public final class Pcre2Library {
  /** Of the file, as the dynamic linker finds it. */
  static final String NAME = "libpcre2-8.so.0";

  private static final int CONFIG_JIT = 1;
  private static final int CONFIG_VERSION = 11;
  private static final int LONGEST_VERSION = 64;

  private Pcre2Library() {}

  /** What is there, found out with the first use of this class. */
  private static final class Holder {
    static final Pcre2 CALLS = load();
    static final Runtime RUNTIME = CALLS == null ? null : Runtime.getRuntime(CALLS);
    static final boolean HAS_JIT = CALLS != null && number(CONFIG_JIT) != 0;
  }

  private static Pcre2 load() {
    if ("jdk".equals(System.getProperty("haloom.regex"))) {
      return null;
    }
    try {
      return LibraryLoader.create(Pcre2.class).failImmediately().load(NAME);
    } catch (UnsatisfiedLinkError e) {
      return null;
    }
  }

  /** Whether the library is installed. */
  public static boolean isThere() {
    return Holder.CALLS != null;
  }

  /** Whether it compiles expressions to machine code. */
  public static boolean hasJit() {
    return Holder.HAS_JIT;
  }

  /** Its version and date, as {@code 10.42 2022-12-11}; null where it is missing. */
  public static String version() {
    if (!isThere()) {
      return null;
    }
    ByteBuffer text = ByteBuffer.allocateDirect(LONGEST_VERSION);
    int length = Holder.CALLS.pcre2_config_8(CONFIG_VERSION, address(text)) - 1;
    byte[] bytes = new byte[Math.max(0, length)];
    text.get(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  static Pcre2 calls() {
    return Holder.CALLS;
  }

  /** The address of memory outside the heap, which lives as long as the buffer is reachable. */
  static long address(ByteBuffer direct) {
    return Pointer.wrap(Holder.RUNTIME, direct).address();
  }

  static Pointer pointer(long address) {
    return Pointer.wrap(Holder.RUNTIME, address);
  }

  private static int number(int what) {
    ByteBuffer where = ByteBuffer.allocateDirect(Integer.BYTES).order(ByteOrder.nativeOrder());
    int result =
        Holder.CALLS.pcre2_config_8(
            what, Pointer.wrap(Runtime.getRuntime(Holder.CALLS), where).address());
    return result < 0 ? 0 : where.getInt(0);
  }
}
