package io.haloom.os.linux;

/**
 * Room for the arguments of a call: addresses, option values. Whoever carries virtual threads has
 * one for all of them, for a virtual thread with one of its own would keep it for as long as it
 * lives.
 */
public final class CallMemory {
  /** Bytes that there are at least. */
  public static final int SIZE = 256;

  private static final ThreadLocal<NativeBuffer> OUTSIDE =
      ThreadLocal.withInitial(() -> new NativeBuffer(SIZE));

  private CallMemory() {}

  /** The uncaught-exception handler of the threads that share such memory: one runs at a time. */
  public interface Carrier extends Thread.UncaughtExceptionHandler {

    /** Valid only until the virtual thread parks. */
    NativeBuffer callMemory();
  }

  /** Memory that is safe to use here and now: the carrier's, or else the thread's own. */
  static NativeBuffer here() {
    return Thread.currentThread().getUncaughtExceptionHandler() instanceof Carrier carrier
        ? carrier.callMemory()
        : OUTSIDE.get();
  }
}
