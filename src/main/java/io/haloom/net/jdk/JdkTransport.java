package io.haloom.net.jdk;

import io.haloom.net.ConnectFailure;
import io.haloom.net.ConnectRequest;
import io.haloom.net.Connection;
import io.haloom.net.ListenRequest;
import io.haloom.net.Listener;
import io.haloom.net.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** The transport of every platform: see the package. */
public final class JdkTransport implements Transport {
  private final List<SelectorLoop> loops = new ArrayList<>();
  private final Set<JdkListener> listeners = ConcurrentHashMap.newKeySet();
  private final AtomicInteger turn = new AtomicInteger();

  /** Starts the selectors. */
  public JdkTransport(int loopCount) throws IOException {
    for (int i = 0; i < loopCount; i++) {
      loops.add(new SelectorLoop(i));
    }
    loops.forEach(SelectorLoop::start);
  }

  @Override
  public String name() {
    return "jdk";
  }

  @Override
  public int loops() {
    return loops.size();
  }

  @Override
  public int currentLoop() {
    SelectorLoop loop = SelectorLoop.current();
    return loop == null ? 0 : loop.index;
  }

  /** Forgets a listener that was closed. */
  void forget(JdkListener listener) {
    listeners.remove(listener);
  }

  /** The calling thread's loop, or the next in turn. */
  SelectorLoop loopOfCaller() {
    SelectorLoop loop = SelectorLoop.current();
    return loop != null ? loop : loops.get(Math.floorMod(turn.getAndIncrement(), loops.size()));
  }

  @Override
  public Listener listen(ListenRequest request) throws IOException {
    JdkListener listener = new JdkListener(this, request);
    listeners.add(listener);
    return listener;
  }

  @Override
  public Connection connect(ConnectRequest request) throws ConnectFailure {
    return new JdkConnector(loopOfCaller(), request).connect();
  }

  /** A selector serves any thread, so that there is nothing to move. */
  @Override
  public Connection bring(Connection idle) {
    return idle.aborted() ? null : idle;
  }

  @Override
  public Thread start(String name, Runnable task) {
    Thread thread = loops.get(Math.floorMod(turn.getAndIncrement(), loops.size())).thread(task);
    thread.setName(name);
    thread.start();
    return thread;
  }

  @Override
  public Thread fork(Runnable task) {
    Thread thread = loopOfCaller().thread(task);
    thread.start();
    return thread;
  }

  @Override
  public void startOnEachLoop(String name, IntConsumer task) {
    for (SelectorLoop loop : loops) {
      Thread thread = loop.thread(() -> task.accept(loop.index));
      thread.setName(name + "-" + loop.index);
      thread.start();
    }
  }

  @Override
  public void close() {
    listeners.forEach(JdkListener::close);
    loops.forEach(SelectorLoop::stop);
    try {
      for (SelectorLoop loop : loops) {
        loop.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
