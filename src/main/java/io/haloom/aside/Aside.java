package io.haloom.aside;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Work that would keep an event loop busy for milliseconds, done on a few platform threads: a long
 * match, a slow password hash. The calling virtual thread parks meanwhile, and its loop goes on
 * with other connections. A platform thread does the work itself, for it holds up nobody.
 *
 * <p>How much waits is bounded, and so is how long one waits: past either there is no result, and
 * the caller takes what stands for none.
 */
public final class Aside {
  /** Half of the processors: slow work never takes all of them from the loops. */
  private static final int THREADS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  private static final int MOST_WAITING = 1024;

  private static final ThreadPoolExecutor POOL =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          Thread.ofPlatform().daemon().name("aside-", 1).factory());

  private Aside() {}

  /**
   * Starts the threads. Whoever may have work later calls it from a thread that is no loop's: a new
   * thread may only use the processors of the one that starts it, and a busy loop has just one.
   */
  public static void prepare() {
    POOL.prestartAllCoreThreads();
  }

  /**
   * Does the work, on another thread where the calling one is virtual.
   *
   * @param millis how long to wait for it
   * @param none the result where too much waits already, or it takes too long; the work may still
   *     be going on then
   */
  public static <T> T call(Supplier<T> work, long millis, T none) {
    if (!Thread.currentThread().isVirtual()) {
      return work.get();
    }
    FutureTask<T> task = new FutureTask<>(work::get);
    try {
      POOL.execute(task);
      return task.get(millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      return none;
    } catch (TimeoutException e) {
      task.cancel(false);
      POOL.remove(task);
      return none;
    } catch (InterruptedException e) {
      task.cancel(false);
      Thread.currentThread().interrupt();
      return none;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
