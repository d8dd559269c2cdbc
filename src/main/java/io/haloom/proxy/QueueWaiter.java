package io.haloom.proxy;

/**
 * A session about to queue.
 *
 * @param thread parked by its owner while it waits, unparked when there is news
 * @param priorityClass {@code set-priority-class}, -2047 to 2047; lower goes first
 * @param priorityOffset {@code set-priority-offset}, milliseconds added to the time of arrival
 * @param insists {@code force-persist}: it waits for its server though that is down
 */
public record QueueWaiter(Thread thread, int priorityClass, int priorityOffset, boolean insists) {

  /** One that may be given another server. */
  public QueueWaiter(Thread thread, int priorityClass, int priorityOffset) {
    this(thread, priorityClass, priorityOffset, false);
  }
}
