package io.haloom.net.epoll;

import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/**
 * Makes virtual threads that run on an executor of ours.
 *
 * <p>The JDK has the constructor ({@code java.lang.ThreadBuilders.VirtualThreadBuilder(Executor)},
 * 21 to 25 at least) but does not offer it: it needs {@code --add-opens
 * java.base/java.lang=ALL-UNNAMED}, or {@code Add-Opens} in the manifest of the started jar.
 */
final class LoopThreads {
  private LoopThreads() {}

  /**
   * Finds out whether the JDK lets us.
   *
   * @throws UnsupportedOperationException with a reason for the user when it refuses
   */
  static void require() {
    on(Runnable::run, (thread, error) -> {});
  }

  /**
   * A factory of virtual threads carried by {@code scheduler}.
   *
   * @param handler given to each thread; also marks the threads of one scheduler
   * @throws UnsupportedOperationException with a reason for the user when the JDK refuses
   */
  static ThreadFactory on(Executor scheduler, Thread.UncaughtExceptionHandler handler) {
    try {
      Constructor<?> constructor =
          Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder")
              .getDeclaredConstructor(Executor.class);
      constructor.setAccessible(true);
      Thread.Builder.OfVirtual builder =
          (Thread.Builder.OfVirtual) constructor.newInstance(scheduler);
      return builder
          .inheritInheritableThreadLocals(false)
          .uncaughtExceptionHandler(handler)
          .factory();
    } catch (InaccessibleObjectException e) {
      throw new UnsupportedOperationException(
          "the JVM runs without --add-opens java.base/java.lang=ALL-UNNAMED", e);
    } catch (ReflectiveOperationException e) {
      throw new UnsupportedOperationException(
          "Java " + Runtime.version().feature() + " has no schedulers for virtual threads", e);
    }
  }
}
