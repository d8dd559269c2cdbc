package io.haloom.proxy;

import java.util.PriorityQueue;

/** A clock that a test moves; what falls due runs meanwhile, in order. */
public final class ManualTimers implements Timers {
  private record Task(long due, int number, Runnable action) implements Comparable<Task> {
    @Override
    public int compareTo(Task other) {
      return due != other.due ? Long.compare(due, other.due) : number - other.number;
    }
  }

  private final PriorityQueue<Task> tasks = new PriorityQueue<>();
  private volatile long now = 1_000_000;
  private int number;

  @Override
  public long nowMillis() {
    return now;
  }

  @Override
  public synchronized void after(long delayMillis, Runnable task) {
    tasks.add(new Task(now + delayMillis, number++, task));
  }

  /** Moves on. */
  public void pass(long millis) {
    long until = now + millis;
    while (!tasks.isEmpty() && tasks.peek().due() <= until) {
      Task task = tasks.poll();
      now = task.due();
      task.action().run();
    }
    now = until;
  }
}
