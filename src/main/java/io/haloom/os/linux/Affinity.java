package io.haloom.os.linux;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a busy loop runs: {@code sched_setaffinity(2)}.
 *
 * <p>With a loop for each CPU, a busy one is not helped by moving: what moves it is a thread of the
 * JVM that wakes up, and then two loops share a CPU until the scheduler sees it, some milliseconds
 * later. So it is bound to a CPU of its own while it has much to do. One that sleeps for the most
 * part is free: it is quickest where the thread runs that wakes it.
 */
public final class Affinity {
  /** How long a loop is watched before it is bound or set free. */
  private static final long WINDOW_NANOS = 50_000_000;

  /** Shares of the time awake, in percent, from which on a loop is bound and set free. */
  private static final int BUSY = 40;

  private static final int EASY = 30;

  /** Bytes of a mask for 1,024 CPUs, the {@code cpu_set_t} of the C library. */
  private static final int SIZE = 128;

  private final int cpu;
  private final NativeBuffer all = new NativeBuffer(SIZE);
  private final NativeBuffer own = new NativeBuffer(SIZE);
  private boolean bound;
  private long since = System.nanoTime();
  private long slept;

  /**
   * For a thread that is free as yet.
   *
   * @param cpu its own, or -1 where it never has one
   */
  public Affinity(int cpu) {
    this.cpu = cpu;
    Native.C.sched_getaffinity(0, SIZE, all.address);
    if (cpu >= 0) {
      own.bytes.putLong(cpu / 64 * 8, 1L << cpu % 64);
    }
  }

  /** The calling thread has slept, {@link System#nanoTime()}; it is bound or set free if due. */
  public void slept(long from, long to) {
    slept += to - from;
    awake(to);
  }

  /** The calling thread is awake at that time. */
  public void awake(long now) {
    long passed = now - since;
    if (passed < WINDOW_NANOS || cpu < 0) {
      return;
    }
    long busy = 100 - slept * 100 / passed;
    if (bound ? busy <= EASY : busy >= BUSY) {
      // A system that refuses leaves the thread as it was.
      bound = !bound;
      Native.C.sched_setaffinity(0, SIZE, bound ? own.address : all.address);
    }
    since = now;
    slept = 0;
  }

  /** The CPUs that the calling thread may run on, ascending; none where the system does not say. */
  public static List<Integer> allowed() {
    NativeBuffer mask = new NativeBuffer(SIZE);
    List<Integer> cpus = new ArrayList<>();
    if (Native.C.sched_getaffinity(0, SIZE, mask.address) < 0) {
      return cpus;
    }
    for (int cpu = 0; cpu < SIZE * 8; cpu++) {
      if ((mask.bytes.getLong(cpu / 64 * 8) >>> cpu % 64 & 1) != 0) {
        cpus.add(cpu);
      }
    }
    return cpus;
  }
}
