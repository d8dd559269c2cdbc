package io.haloom.net.epoll;

import io.haloom.net.Alarm;
import java.util.concurrent.locks.LockSupport;

/**
 * Wakes a virtual thread of a loop by the loop's own deadlines. It stays among them while its
 * thread is awake, so that the next to park for longer moves nothing.
 */
final class LoopAlarm extends Timed implements Alarm {
  private final EventLoop loop;
  private Thread parked;
  private long end;

  LoopAlarm(EventLoop loop) {
    this.loop = loop;
  }

  @Override
  public void park(Object blocker, long nanoTime) {
    if (EventLoop.current() != loop) {
      PLAIN.park(blocker, nanoTime);
      return;
    }
    end = nanoTime;
    parked = Thread.currentThread();
    loop.deadlines.ensure(this, nanoTime);
    try {
      LockSupport.park(blocker);
    } finally {
      parked = null;
    }
  }

  @Override
  void onDeadline(long now) {
    if (parked == null) {
      return;
    }
    if (end - now <= 0) {
      LockSupport.unpark(parked);
    } else {
      loop.deadlines.ensure(this, end);
    }
  }

  @Override
  public void close() {
    if (EventLoop.current() == loop) {
      loop.deadlines.remove(this);
    } else {
      loop.execute(() -> loop.deadlines.remove(this));
    }
  }
}
