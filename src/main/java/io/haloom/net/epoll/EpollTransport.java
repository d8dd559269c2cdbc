package io.haloom.net.epoll;

import io.haloom.net.Alarm;
import io.haloom.net.ConnectFailure;
import io.haloom.net.ConnectRequest;
import io.haloom.net.Connection;
import io.haloom.net.ListenRequest;
import io.haloom.net.Listener;
import io.haloom.net.MemoryBudget;
import io.haloom.net.Relay;
import io.haloom.net.Transport;
import io.haloom.os.linux.Affinity;
import io.haloom.os.linux.Linux;
import io.haloom.os.linux.ListenSocket;
import io.haloom.os.linux.SplicePipes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** The transport of Linux: see the package. */
public final class EpollTransport implements Transport {
  /** What part of the memory for buffers may be set aside before receives become small. */
  private static final int ASIDE_PART = 4;

  private final List<EventLoop> loops = new ArrayList<>();
  private final Set<EpollListener> listeners = ConcurrentHashMap.newKeySet();
  private final SplicePipes.Limit pipes = new SplicePipes.Limit();
  private final AtomicInteger turn = new AtomicInteger();

  /**
   * Starts the loops. Where there are as many as CPUs, each has its own when it is busy.
   *
   * @throws UnsupportedOperationException with a reason fit for the user where the platform or the
   *     JVM's flags do not allow this transport
   */
  public EpollTransport(int loopCount) throws IOException {
    if (!Linux.isHere()) {
      throw new UnsupportedOperationException(
          "not made for " + System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    }
    LoopThreads.require();
    List<Integer> cpus = Affinity.allowed();
    for (int i = 0; i < loopCount; i++) {
      int cpu = cpus.size() == loopCount ? cpus.get(i) : -1;
      loops.add(new EventLoop(i, cpu, new SplicePipes(pipes)));
    }
    loops.forEach(EventLoop::start);
  }

  @Override
  public String name() {
    return "epoll";
  }

  @Override
  public int loops() {
    return loops.size();
  }

  @Override
  public int currentLoop() {
    EventLoop loop = EventLoop.current();
    return loop == null ? 0 : loop.index;
  }

  @Override
  public boolean isConfined() {
    return true;
  }

  @Override
  public void memory(MemoryBudget budget) {
    long share = budget.bytes() / ASIDE_PART / loops.size();
    loops.forEach(loop -> loop.memory(budget, share));
  }

  @Override
  public Listener listen(ListenRequest request) throws IOException {
    ListenSocket socket = new ListenSocket(request);
    EpollListener listener = new EpollListener(this, socket);
    listeners.add(listener);
    return listener;
  }

  @Override
  public Connection connect(ConnectRequest request) throws ConnectFailure {
    EventLoop loop = EventLoop.current();
    if (loop == null) {
      throw new IllegalStateException("connect is called outside of the transport's threads");
    }
    return new Connector(loop, request).connect();
  }

  @Override
  public Connection bring(Connection idle) {
    EventLoop loop = EventLoop.current();
    if (loop == null) {
      throw new IllegalStateException("bring is called outside of the transport's threads");
    }
    return ((EpollConnection) idle).moveTo(loop);
  }

  @Override
  public Thread start(String name, Runnable task) {
    Thread thread = leastLoaded().thread(task);
    thread.setName(name);
    thread.start();
    return thread;
  }

  @Override
  public Thread fork(Runnable task) {
    EventLoop loop = EventLoop.current();
    Thread thread = (loop != null ? loop : leastLoaded()).thread(task);
    thread.start();
    return thread;
  }

  @Override
  public Thread forkNear(Connection connection, Runnable task) {
    Thread thread = ((EpollConnection) connection).loop.thread(task);
    thread.start();
    return thread;
  }

  @Override
  public Alarm alarm() {
    EventLoop loop = EventLoop.current();
    return loop == null ? Alarm.PLAIN : new LoopAlarm(loop);
  }

  @Override
  public Relay relay(Connection first, Connection second) {
    return first instanceof EpollConnection near
            && second instanceof EpollConnection far
            && near.loop == far.loop
        ? new EpollRelay(near, far)
        : Transport.super.relay(first, second);
  }

  @Override
  public void startOnEachLoop(String name, IntConsumer task) {
    for (EventLoop loop : loops) {
      Thread thread = loop.thread(() -> task.accept(loop.index));
      thread.setName(name + "-" + loop.index);
      thread.start();
    }
  }

  @Override
  public void maxPipes(int most) {
    pipes.most = most;
  }

  @Override
  public void pipeSize(int bytes) {
    pipes.size = bytes > 0 ? bytes : SplicePipes.SIZE;
  }

  @Override
  public int pipesUsed() {
    return pipes.used.get();
  }

  private EventLoop leastLoaded() {
    int first = Math.floorMod(turn.getAndIncrement(), loops.size());
    EventLoop least = loops.get(first);
    for (EventLoop loop : loops) {
      if (loop.connections() < least.connections()) {
        least = loop;
      }
    }
    return least;
  }

  List<EventLoop> eventLoops() {
    return loops;
  }

  /** Forgets a listener that was closed. */
  void forget(EpollListener listener) {
    listeners.remove(listener);
  }

  @Override
  public void close() {
    listeners.forEach(EpollListener::close);
    loops.forEach(EventLoop::stop);
    try {
      for (EventLoop loop : loops) {
        loop.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
