package io.haloom.stream;

import io.haloom.proxy.BindListener;
import io.haloom.proxy.Frontend;
import io.haloom.proxy.count.ProcessCounters;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Holds an acceptor back while a limit is reached: {@code maxconn} of the process, the frontend and
 * the bind line, and the rates. Each loop holds at most one accepted connection per bind line here;
 * the others wait in the kernel's queue, as they do with HAProxy.
 */
public final class Admission {
  private final ProcessCounters process;
  private final ConcurrentLinkedQueue<Thread> waiting = new ConcurrentLinkedQueue<>();

  Admission(ProcessCounters process) {
    this.process = process;
  }

  /** Parks until the connection may begin; all gauges are then incremented. */
  public void awaitTurn(BindListener listener) {
    if (admit(listener)) {
      return;
    }
    awaitSlowly(listener);
  }

  private void awaitSlowly(BindListener listener) {
    Thread self = Thread.currentThread();
    boolean admitted = false;
    while (!admitted) {
      waiting.add(self);
      admitted = admit(listener);
      if (!admitted) {
        LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(pause(listener)));
      }
      waiting.remove(self);
    }
  }

  private boolean admit(BindListener listener) {
    Frontend frontend = listener.frontend();
    if (rateDelay(listener) > 0 || !process.connections().incrementUpTo(process.maxconn())) {
      return false;
    }
    if (!frontend.sessions().incrementUpTo(frontend.maxconn())) {
      process.connections().decrement();
      return false;
    }
    if (!listener.sessions().incrementUpTo(listener.config().maxconn())) {
      frontend.sessions().decrement();
      process.connections().decrement();
      return false;
    }
    return true;
  }

  /** The connection ended; whoever waits tries again. */
  public void leave(BindListener listener) {
    listener.sessions().decrement();
    listener.frontend().sessions().decrement();
    process.connections().decrement();
    if (!waiting.isEmpty()) {
      waiting.forEach(LockSupport::unpark);
    }
  }

  private int pause(BindListener listener) {
    int delay = rateDelay(listener);
    return delay > 0 ? delay : 1000;
  }

  private int rateDelay(BindListener listener) {
    Frontend frontend = listener.frontend();
    int maxTlsRate = listener.config().tls() == null ? 0 : process.tls().maxRate();
    if (frontend.rateLimit() == 0
        && process.maxConnRate() == 0
        && process.maxSessRate() == 0
        && maxTlsRate == 0) {
      return 0;
    }
    long now = System.currentTimeMillis();
    int delay = frontend.sessionRate().delay(now, frontend.rateLimit());
    delay = Math.max(delay, process.connectionRate().delay(now, process.maxConnRate()));
    delay = Math.max(delay, process.tls().rate().delay(now, maxTlsRate));
    return Math.max(delay, process.sessionRate().delay(now, process.maxSessRate()));
  }
}
