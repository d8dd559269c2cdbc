package io.haloom.net;

import java.util.concurrent.locks.LockSupport;

/**
 * Parks a virtual thread until an instant at most. For who parks often and is mostly woken long
 * before: a transport may do it for less than the JDK's timers take. One thread uses it at a time.
 */
public interface Alarm {
  /** By the JDK's timers. */
  Alarm PLAIN =
      new Alarm() {
        @Override
        public void park(Object blocker, long nanoTime) {
          LockSupport.parkNanos(blocker, nanoTime - System.nanoTime());
        }

        @Override
        public void close() {}
      };

  /**
   * Parks the calling thread until it is unparked, or a moment after {@link System#nanoTime()} has
   * come to {@code nanoTime}; or for no reason.
   */
  void park(Object blocker, long nanoTime);

  /** Nobody parks any more. */
  void close();
}
