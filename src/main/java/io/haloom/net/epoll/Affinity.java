package io.haloom.net.epoll;

import java.util.ArrayList;
import java.util.List;

/**
 * The CPUs that threads run on: {@code sched_setaffinity(2)}.
 *
 * <p>With a loop for each CPU, none is helped by moving: what moves it is a thread of the compiler
 * or the collector that wakes up, and then two loops share a CPU until the scheduler sees it, some
 * milliseconds later.
 */
final class Affinity {
  /** Bytes of a mask for 1,024 CPUs, the {@code cpu_set_t} of the C library. */
  private static final int SIZE = 128;

  private Affinity() {}

  /** The CPUs that the calling thread may run on, ascending; none where the system does not say. */
  static List<Integer> allowed() {
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

  /**
   * Has the calling thread run on that CPU alone, and so the threads that it starts. A system that
   * refuses leaves it as it was.
   */
  static void bind(int cpu) {
    NativeBuffer mask = new NativeBuffer(SIZE);
    mask.bytes.putLong(cpu / 64 * 8, 1L << cpu % 64);
    Native.C.sched_setaffinity(0, SIZE, mask.address);
  }
}
