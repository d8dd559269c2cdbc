package io.haloom.proxy;

/**
 * A session about to queue.
 *
 * @param thread parked by its owner while it waits, unparked when there is news
 * @param priorityClass {@code set-priority-class}, -2047 to 2047; lower goes first
 * @param priorityOffset {@code set-priority-offset}, milliseconds added to the time of arrival
 */
public record QueueWaiter(Thread thread, int priorityClass, int priorityOffset) {}
