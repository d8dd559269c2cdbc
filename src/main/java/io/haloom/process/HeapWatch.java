package io.haloom.process;

import java.util.function.LongSupplier;

/**
 * Has the heap collected when it has grown by what is no connection's. The collector of the JVM
 * moves what it finds in use when the young generation is full, as thousands of requests at once
 * are, to the old one, and looks there again only when the memory is at its end: gigabytes of what
 * is over long since. The young generation grows with that collection, so that mostly one is
 * enough.
 */
final class HeapWatch implements Runnable {
  private static final long LOOK_MILLIS = 1000;

  /** What a connection may keep in the heap: more than an idle one does. */
  private static final long CONNECTION = 8 * 1024;

  /** Growth that is no connection's, while the young generation is small. */
  private static final long FIRST = 48L << 20;

  /** The same when it has grown, and may itself be so much more or less. */
  private static final long LATER = 320L << 20;

  private final LongSupplier used;
  private final LongSupplier connections;
  private final Runnable collect;
  private long growth = FIRST;
  private long settled;
  private long settledConnections;

  /**
   * @param used bytes of the heap that hold something, in use or not
   * @param connections how many there are
   * @param collect what has the whole heap collected
   */
  HeapWatch(LongSupplier used, LongSupplier connections, Runnable collect) {
    this.used = used;
    this.connections = connections;
    this.collect = collect;
    settle();
  }

  /** Watches this JVM's heap from now on, on a thread of its own. */
  static void begin(LongSupplier connections) {
    Runtime jvm = Runtime.getRuntime();
    LongSupplier used = () -> jvm.totalMemory() - jvm.freeMemory();
    Thread.ofPlatform()
        .daemon()
        .name("haloom-heap")
        .start(new HeapWatch(used, connections, jvm::gc));
  }

  @Override
  public void run() {
    try {
      while (true) {
        Thread.sleep(LOOK_MILLIS);
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Collects where it is time to. */
  void look() {
    long more = Math.max(0, connections.getAsLong() - settledConnections);
    if (used.getAsLong() - settled > growth + more * CONNECTION) {
      collect.run();
      growth = LATER;
      settle();
    }
  }

  private void settle() {
    settled = used.getAsLong();
    settledConnections = connections.getAsLong();
  }
}
