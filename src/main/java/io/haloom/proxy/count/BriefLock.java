package io.haloom.proxy.count;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * A lock held for some hundred nanoseconds at a time: worth a short spin, for parking and waking a
 * thread costs far more. It is not reentrant, and nobody may park while holding it.
 */
public final class BriefLock {
  private static final VarHandle HELD = handle();
  private static final int SPINS = 100;

  /** The holder has lost its processor: it gets it back in less time than it takes to be woken. */
  private static final long PAUSE_NANOS = 20_000;

  private boolean held;

  private static VarHandle handle() {
    try {
      return MethodHandles.lookup().findVarHandle(BriefLock.class, "held", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Takes it. */
  public void lock() {
    if (!HELD.compareAndSet(this, false, true)) {
      lockContended();
    }
  }

  private void lockContended() {
    for (int i = 1; !HELD.compareAndSet(this, false, true); i++) {
      if (i % SPINS == 0) {
        LockSupport.parkNanos(this, PAUSE_NANOS);
      } else {
        Thread.onSpinWait();
      }
    }
  }

  /** Gives it back. */
  public void unlock() {
    HELD.setRelease(this, false);
  }
}
