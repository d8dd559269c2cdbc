package io.haloom.net.jdk;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;

/**
 * A selector and its thread. It is also the uncaught-exception handler of the virtual threads
 * counted to it, which names a thread's loop without a thread-local.
 */
final class SelectorLoop implements Runnable, Thread.UncaughtExceptionHandler {
  final int index;
  final Selector selector;
  private final Thread thread;
  private final ThreadFactory threads;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private volatile boolean stopping;

  SelectorLoop(int index) throws IOException {
    this.index = index;
    selector = Selector.open();
    threads =
        Thread.ofVirtual()
            .inheritInheritableThreadLocals(false)
            .uncaughtExceptionHandler(this)
            .factory();
    thread = Thread.ofPlatform().name("selector-" + index).daemon().unstarted(this);
  }

  void start() {
    thread.start();
  }

  Thread thread(Runnable task) {
    return threads.newThread(task);
  }

  /** The loop of the calling thread, or null. */
  static SelectorLoop current() {
    return Thread.currentThread().getUncaughtExceptionHandler() instanceof SelectorLoop loop
        ? loop
        : null;
  }

  /** Runs the task on the selector's thread, after keys cancelled by now are gone. */
  void execute(Runnable task) {
    tasks.add(task);
    selector.wakeup();
  }

  @Override
  public void run() {
    try {
      while (!stopping) {
        selector.select(this::dispatch);
        runTasks();
      }
      for (SelectionKey key : selector.keys()) {
        ((JdkConnection) key.attachment()).close();
      }
      selector.close();
    } catch (IOException | ClosedSelectorException e) {
      uncaughtException(thread, e);
    }
  }

  private void dispatch(SelectionKey key) {
    try {
      int ready = key.readyOps();
      key.interestOpsAnd(~ready);
      ((JdkConnection) key.attachment()).onReady(ready);
    } catch (CancelledKeyException e) {
      // Closed meanwhile; the closer wakes those who wait.
    }
  }

  private void runTasks() throws IOException {
    if (tasks.isEmpty()) {
      return;
    }
    selector.selectNow(this::dispatch);
    for (Runnable task; (task = tasks.poll()) != null; ) {
      task.run();
    }
  }

  void stop() {
    stopping = true;
    selector.wakeup();
  }

  void join() throws InterruptedException {
    thread.join(1000);
  }

  @Override
  public void uncaughtException(Thread from, Throwable error) {
    Thread.UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();
    if (handler != null) {
      handler.uncaughtException(from, error);
    } else {
      System.err.println("Exception in " + from);
      error.printStackTrace();
    }
  }
}
