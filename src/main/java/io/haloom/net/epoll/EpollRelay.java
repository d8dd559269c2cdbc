package io.haloom.net.epoll;

import io.haloom.net.ConnectionException;
import io.haloom.net.Relay;
import io.haloom.net.Transfer;
import java.util.concurrent.locks.LockSupport;

/** A relay between two connections of one loop, which copies both ways itself. */
final class EpollRelay implements Relay {
  /** Where one direction is. */
  private static final class Half {
    EpollCopy copy;
    boolean ended;
    boolean told;
    ConnectionException failure;

    boolean isOver() {
      return ended || copy != null && copy.isOver();
    }
  }

  private final EpollConnection first;
  private final EpollConnection second;
  private final Thread owner = Thread.currentThread();
  private final Half up = new Half();
  private final Half down = new Half();

  EpollRelay(EpollConnection first, EpollConnection second) {
    this.first = first;
    this.second = second;
  }

  private Half half(Direction direction) {
    return direction == Direction.UP ? up : down;
  }

  @Override
  public void start(Direction direction, Transfer transfer) {
    EpollConnection from = direction == Direction.UP ? first : second;
    EpollConnection to = direction == Direction.UP ? second : first;
    EpollCopy copy = new EpollCopy(from, to, transfer, owner);
    half(direction).copy = copy;
    copy.run();
  }

  @Override
  public void end(Direction direction, ConnectionException failure) {
    half(direction).ended = true;
    half(direction).failure = failure;
    LockSupport.unpark(owner);
  }

  @Override
  public Direction awaitOver() {
    while (!(up.told && down.told)) {
      if (up.isOver() && !up.told) {
        up.told = true;
        return Direction.UP;
      }
      if (down.isOver() && !down.told) {
        down.told = true;
        return Direction.DOWN;
      }
      if (Thread.interrupted()) {
        // A park would return at once, for ever.
        first.abort();
        second.abort();
      } else {
        LockSupport.park(this);
      }
    }
    return null;
  }

  @Override
  public ConnectionException failure(Direction direction) {
    Half half = half(direction);
    return half.copy == null ? half.failure : half.copy.failure();
  }
}
