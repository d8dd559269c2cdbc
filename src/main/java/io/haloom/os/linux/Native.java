package io.haloom.os.linux;

import jnr.ffi.LibraryLoader;
import jnr.ffi.Runtime;

/**
 * The C library, loaded on first use of this class and not before: it costs 100 to 200 ms, which
 * commands that touch no socket must not pay.
 */
public final class Native {
  /** Loaded when this class is. */
  public static final LibC C = LibraryLoader.create(LibC.class).load("c");

  static final Runtime RUNTIME = Runtime.getRuntime(C);

  private Native() {}

  /** The cause of the last failed call of this thread. */
  public static int errno() {
    return RUNTIME.getLastError();
  }

  /** The C library's words for an error, as HAProxy prints them. */
  public static String text(int errno) {
    return C.strerror(errno);
  }
}
