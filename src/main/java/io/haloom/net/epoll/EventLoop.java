package io.haloom.net.epoll;

import io.haloom.net.MemoryBudget;
import io.haloom.os.linux.Affinity;
import io.haloom.os.linux.CallMemory;
import io.haloom.os.linux.Epoll;
import io.haloom.os.linux.Linux;
import io.haloom.os.linux.Native;
import io.haloom.os.linux.NativeBuffer;
import io.haloom.os.linux.SplicePipes;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A platform thread that polls its descriptors and carries the virtual threads which use them.
 *
 * <p>Each turn runs what is runnable, then asks epoll: without waiting while something is runnable,
 * else until an event, the next deadline, or a task from outside. A task from outside goes to
 * {@link #remote}; its sender writes to the eventfd only if the loop said that it sleeps. Loop and
 * sender each write their own mark before they read the other's, so one of them sees the other.
 *
 * <p>The loop is the uncaught-exception handler of its threads: that names a thread's loop without
 * a map or a thread-local.
 */
final class EventLoop implements Executor, Runnable, CallMemory.Carrier {
  /** The scratch memory's size to begin with: what one send or receive takes, in general. */
  static final int SCRATCH = 64 * 1024;

  /**
   * The size it grows to for a stream that comes faster than it goes: a queue of some megabytes is
   * drained in few calls, and what one of them took leaves the CPU's caches only after it was sent.
   */
  static final int LARGE_SCRATCH = 1024 * 1024;

  /** How many runnable tasks may go before the descriptors are looked at again. */
  private static final int TASKS_PER_TURN = 256;

  /** How many bytes a thread may receive before others get their turn. */
  private static final int BUDGET = 256 * 1024;

  /** What a receive costs at least, however little it brought. */
  private static final int SMALLEST_CHARGE = 4096;

  /** The number of the loop in its transport. */
  final int index;

  /** Bytes on their way through this loop; valid only until the virtual thread parks. */
  NativeBuffer scratch = new NativeBuffer(SCRATCH);

  /** Room for socket addresses and option values; valid only until the virtual thread parks. */
  final NativeBuffer small = new NativeBuffer(CallMemory.SIZE);

  /** Bytes of the wire where they are not the plain ones; made with the first engine. */
  private NativeBuffer wire;

  final DeadlineHeap deadlines = new DeadlineHeap();

  final SplicePipes pipes;

  /** How many accepted connections live here; written by the loop, read by all. */
  private final AtomicInteger connections = new AtomicInteger();

  private final Affinity affinity;

  private final Thread carrier;
  private final ThreadFactory threads = LoopThreads.on(this, this);
  private final Epoll epoll = new Epoll();
  private final int wakeFd;
  private final NativeBuffer one = new NativeBuffer(8);

  private final ArrayDeque<Runnable> ready = new ArrayDeque<>(1024);
  private final Queue<Runnable> remote = new ConcurrentLinkedQueue<>();
  private final List<Thread> paused = new ArrayList<>();
  private final HeavyTurns heavy = new HeavyTurns();
  private final AtomicInteger sleeping = new AtomicInteger();
  private EventSource[] sources = new EventSource[256];
  private int generations;
  private int budget;
  private final SetAside aside = new SetAside();
  private long now = System.nanoTime();
  private boolean stopping;
  private final Runnable poll = this::poll;

  /** A loop that has that CPU to itself when it is busy, or -1. */
  EventLoop(int index, int cpu, SplicePipes pipes) throws IOException {
    this.index = index;
    affinity = new Affinity(cpu);
    this.pipes = pipes;
    wakeFd = Native.C.eventfd(0, Linux.EFD_CLOEXEC | Linux.EFD_NONBLOCK);
    if (wakeFd < 0) {
      throw new IOException("eventfd: " + Native.text(Native.errno()));
    }
    one.bytes.putLong(0, 1);
    epoll.add(wakeFd, 0, Linux.EPOLLIN | Linux.EPOLLET);
    carrier = Thread.ofPlatform().name("loop-" + index).daemon().unstarted(this);
    carrier.setUncaughtExceptionHandler(this);
  }

  void start() {
    carrier.start();
  }

  /** The loop of the calling thread, or null. */
  static EventLoop current() {
    return Thread.currentThread().getUncaughtExceptionHandler() instanceof EventLoop loop
        ? loop
        : null;
  }

  @Override
  public NativeBuffer callMemory() {
    return small;
  }

  /** Makes, without starting it, a virtual thread of this loop. */
  Thread thread(Runnable task) {
    return threads.newThread(task);
  }

  /** {@link System#nanoTime()} of the last look at the descriptors. */
  long now() {
    return now;
  }

  int connections() {
    return connections.getOpaque();
  }

  /** Counts accepted connections that came (1) or went (-1). On the loop only. */
  void count(int change) {
    connections.setOpaque(connections.getPlain() + change);
  }

  // ---- tasks

  @Override
  public void execute(Runnable task) {
    if (current() == this) {
      ready.addLast(task);
      return;
    }
    remote.add(task);
    if (sleeping.get() == 1 && sleeping.compareAndSet(1, 0)) {
      Native.C.write(wakeFd, one.address, 8);
    }
  }

  /** Lets everything else runnable go first. Called by a virtual thread of this loop. */
  void pause() {
    paused.add(Thread.currentThread());
    LockSupport.park();
  }

  /**
   * Waits until it may do what takes long, such as a step of a handshake: that is done once between
   * two looks at the descriptors, so that whoever has little to do does not wait behind a crowd.
   * Called by a virtual thread of this loop.
   */
  void heavyTurn() {
    heavy.await();
  }

  /** Runs the task when everything that is runnable now has had its turn. On the loop only. */
  void later(Runnable task) {
    ready.addLast(task);
  }

  // ---- descriptors

  /** Makes the source one of this loop's, until {@link #forget}. */
  void adopt(EventSource source) {
    if (source.fd >= sources.length) {
      sources = Arrays.copyOf(sources, Math.max(source.fd + 1, sources.length * 2));
    }
    source.generation = ++generations;
    sources[source.fd] = source;
  }

  /** Watches the source, edge-triggered. */
  void register(EventSource source, int mask) throws IOException {
    epoll.add(source.fd, source.generation, mask | Linux.EPOLLET);
  }

  void modify(EventSource source, int mask) throws IOException {
    epoll.modify(source.fd, source.generation, mask | Linux.EPOLLET);
  }

  /** Forgets the source; its descriptor is about to be closed. */
  void forget(EventSource source) {
    deadlines.remove(source);
    if (sources[source.fd] == source) {
      sources[source.fd] = null;
    }
  }

  /** Forgets a source whose socket another process may share, which closing would not end. */
  void forgetShared(EventSource source) {
    forget(source);
    epoll.remove(source.fd);
  }

  /** Takes note of bytes received, which are to be paid for by turns. */
  void spend(int bytes) {
    budget -= Math.max(bytes, SMALLEST_CHARGE);
  }

  /** Has what is set aside counted in a budget, and bounded to a share of it. */
  void memory(MemoryBudget budget, long share) {
    execute(() -> aside.bound(budget, share));
  }

  /** Counts bytes that were received and not taken by the peer, or (less than 0) now are. */
  void setAside(int bytes) {
    aside.add(bytes);
  }

  /**
   * Makes the scratch memory that large, and loses what is in it.
   *
   * @return how much is to be received: less where peers do not take what they are sent, for what a
   *     receive brings may have to be set aside
   */
  int scratch(int size) {
    int most = Math.min(size, aside.receive());
    if (most > scratch.capacity()) {
      scratch = new NativeBuffer(LARGE_SCRATCH);
    }
    return most;
  }

  /** Memory for bytes of the wire beside the scratch memory; its content lasts as long. */
  NativeBuffer wire() {
    if (wire == null) {
      wire = new NativeBuffer(SCRATCH);
    }
    return wire;
  }

  /** Lets others go first when the running thread has had its share. */
  void takeTurns() {
    if (budget < 0) {
      pause();
    }
  }

  // ---- the loop

  @Override
  public void run() {
    while (!stopping || !ready.isEmpty() || !remote.isEmpty() || heavy.isWanted()) {
      for (int i = 0; i < TASKS_PER_TURN && !ready.isEmpty(); i++) {
        budget = BUDGET;
        runTask(ready.pollFirst());
      }
      runTask(poll);
    }
    pipes.close();
    epoll.close();
    Native.C.close(wakeFd);
  }

  private void runTask(Runnable task) {
    try {
      task.run();
    } catch (Throwable t) {
      uncaughtException(carrier, t);
    }
  }

  private void poll() {
    int events;
    if (!ready.isEmpty() || !paused.isEmpty() || heavy.isWanted() || stopping) {
      events = epoll.await(0);
      now = System.nanoTime();
      affinity.awake(now);
    } else {
      long asleep = System.nanoTime();
      int timeout = untilNextDeadline(asleep);
      sleeping.set(1);
      events = epoll.await(remote.isEmpty() ? timeout : 0);
      sleeping.set(0);
      now = System.nanoTime();
      affinity.slept(asleep, now);
    }
    for (int i = 0; i < events; i++) {
      int fd = epoll.descriptor(i);
      EventSource source = fd < sources.length ? sources[fd] : null;
      if (source != null && source.generation == epoll.generation(i)) {
        source.onEvents(epoll.mask(i));
      }
    }
    deadlines.expire(now);
    paused.forEach(LockSupport::unpark);
    paused.clear();
    heavy.next();
    for (Runnable task; (task = remote.poll()) != null; ) {
      ready.addLast(task);
    }
  }

  private int untilNextDeadline(long now) {
    if (deadlines.isEmpty()) {
      return -1;
    }
    long nanos = deadlines.first() - now;
    return nanos <= 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, (nanos + 999_999) / 1_000_000);
  }

  /** Ends all sources, runs what that makes runnable, and ends the thread. */
  void stop() {
    execute(
        () -> {
          stopping = true;
          for (EventSource source : sources.clone()) {
            if (source != null) {
              source.onStop();
            }
          }
        });
  }

  /** Waits until the thread has ended, or a second has gone. */
  void join() throws InterruptedException {
    if (current() != this) {
      carrier.join(1000);
    }
  }

  @Override
  public void uncaughtException(Thread thread, Throwable error) {
    Thread.UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();
    if (handler != null) {
      handler.uncaughtException(thread, error);
    } else {
      System.err.println("Exception in " + thread);
      error.printStackTrace();
    }
  }
}
