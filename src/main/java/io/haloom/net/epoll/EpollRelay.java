package io.haloom.net.epoll;

import io.haloom.net.ConnectionException;
import io.haloom.net.Relay;
import io.haloom.net.Transfer;
import java.util.concurrent.locks.LockSupport;

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

  /** All in one method, for each frame of a parked thread costs memory. */
  @Override
  public Direction awaitOver() {
    while (!up.isTold() || !down.isTold()) {
      if (up.tell()) {
        return Direction.UP;
      }
      if (down.tell()) {
        return Direction.DOWN;
      }
      if (Thread.interrupted()) {
        up.abort();
      } else {
        LockSupport.park();
      }
    }
    return null;
  }

  @Override
  public ConnectionException failure(Direction direction) {
    return copy(direction).failure();
  }
}
