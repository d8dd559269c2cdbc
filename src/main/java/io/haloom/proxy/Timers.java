package io.haloom.proxy;

/** The clock and the timer of state changes; tests bring their own. */
public interface Timers {

  /** A clock that only goes forward, milliseconds from an arbitrary start. */
  long nowMillis();

  /** Runs a short task once, later, on a thread that is no event loop. */
  void after(long delayMillis, Runnable task);

  /** {@link #nowMillis()} in whole seconds, the grain of HAProxy's state changes. */
  default long nowSeconds() {
    return nowMillis() / 1000;
  }
}
