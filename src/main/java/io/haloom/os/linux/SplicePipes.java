package io.haloom.os.linux;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicInteger;

/** The pipes of one loop. An empty one waits here for the next transfer. */
public final class SplicePipes {
  /** What one pipe may hold, in bytes; the kernel's default of 64 KB makes twice the calls. */
  public static final int SIZE = 256 * 1024;

  private static final int F_SETPIPE_SZ = 1031;

  /** Empty pipes kept; each is two descriptors. */
  private static final int KEPT = 32;

  private final ArrayDeque<SplicePipe> idle = new ArrayDeque<>();
  private final Limit limit;

  /**
   * What the loops share: how many pipes hold data, how many may ({@code maxpipes}), and what one
   * may hold ({@code tune.pipesize}).
   */
  public static final class Limit {
    public final AtomicInteger used = new AtomicInteger();
    public volatile int most = 256;
    public volatile int size = SIZE;
  }

  public SplicePipes(Limit limit) {
    this.limit = limit;
  }

  /** An empty pipe, or null when there are enough already or no more descriptors. */
  public SplicePipe take() {
    if (limit.used.incrementAndGet() <= limit.most) {
      SplicePipe pipe = idle.isEmpty() ? create() : idle.pop();
      if (pipe != null) {
        return pipe;
      }
    }
    limit.used.decrementAndGet();
    return null;
  }

  private SplicePipe create() {
    NativeBuffer ends = new NativeBuffer(8);
    if (Native.C.pipe2(ends.address, Linux.O_NONBLOCK | Linux.O_CLOEXEC) < 0) {
      return null;
    }
    SplicePipe pipe = new SplicePipe(ends.bytes.getInt(0), ends.bytes.getInt(4));
    Native.C.fcntl(pipe.output(), F_SETPIPE_SZ, limit.size);
    return pipe;
  }

  /** Takes a pipe back; one that still holds bytes of a broken transfer is thrown away. */
  public void give(SplicePipe pipe, boolean empty) {
    limit.used.decrementAndGet();
    if (empty && idle.size() < KEPT) {
      idle.push(pipe);
    } else {
      pipe.close();
    }
  }

  public void close() {
    idle.forEach(SplicePipe::close);
    idle.clear();
  }
}
