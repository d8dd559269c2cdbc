package io.haloom.net.epoll;

import io.haloom.net.ConnectionException;
import io.haloom.net.Relay;
import io.haloom.net.Transfer;

/** A relay between two connections of one loop, which copies both ways itself. */
final class EpollRelay implements Relay {
  private final EpollCopy up;
  private final EpollCopy down;

  EpollRelay(EpollConnection first, EpollConnection second) {
    Thread owner = Thread.currentThread();
    up = new EpollCopy(first, second, owner);
    down = new EpollCopy(second, first, owner);
  }

  private EpollCopy copy(Direction direction) {
    return direction == Direction.UP ? up : down;
  }

  @Override
  public void start(Direction direction, Transfer transfer) {
    copy(direction).begin(transfer);
  }

  @Override
  public void end(Direction direction, ConnectionException failure) {
    copy(direction).finish(failure);
  }

  @Override
  public Direction awaitOver() {
    while (!isTold()) {
      if (up.tell()) {
        return Direction.UP;
      }
      if (down.tell()) {
        return Direction.DOWN;
      }
      up.pause();
    }
    return null;
  }

  private boolean isTold() {
    return up.isTold() && down.isTold();
  }

  @Override
  public ConnectionException failure(Direction direction) {
    return copy(direction).failure();
  }
}
