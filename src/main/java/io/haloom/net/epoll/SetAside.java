package io.haloom.net.epoll;

import io.haloom.net.MemoryBudget;

/**
 * The bytes of a loop that were received and not taken by the peer yet, and what follows from them
 * for the next receive: the more there are, the smaller it is, so that however many peers take
 * nothing, each of the last ones costs little. For the loop alone.
 */
final class SetAside {
  /** From here on receives do not grow beyond {@link EventLoop#SCRATCH}. */
  private static final int NO_MORE_LARGE = 8 * 1024 * 1024;

  private static final int SMALL = 16 * 1024;
  private static final int SMALLEST = 2 * 1024;

  /** The budget is told of changes by more than this, for other loops write it too. */
  private static final int SLACK = 64 * 1024;

  private MemoryBudget budget = MemoryBudget.unlimited();
  private long share = Long.MAX_VALUE;
  private long bytes;
  private long told;
  private int receive = EventLoop.LARGE_SCRATCH;

  /** Counts in that budget, and makes receives smallest when the share is reached. */
  void bound(MemoryBudget memory, long most) {
    memory.take(told);
    budget.give(told);
    budget = memory;
    share = most;
    receive = fitting();
  }

  /** Counts bytes that are set aside, or (less than 0) were. */
  void add(int count) {
    bytes += count;
    if (Math.abs(bytes - told) > SLACK) {
      if (bytes > told) {
        budget.take(bytes - told);
      } else {
        budget.give(told - bytes);
      }
      told = bytes;
    }
    receive = fitting();
  }

  /** How many bytes to receive at most. */
  int receive() {
    return receive;
  }

  private int fitting() {
    if (bytes >= share) {
      return SMALLEST;
    }
    if (bytes >= share / 2) {
      return SMALL;
    }
    return bytes >= NO_MORE_LARGE ? EventLoop.SCRATCH : EventLoop.LARGE_SCRATCH;
  }
}
