package io.haloom.net;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A relay for any two connections: a virtual thread for each direction, and plain blocking calls.
 */
final class ThreadedRelay implements Relay {
  /** How one direction went. */
  private record Over(Direction direction, ConnectionException failure, Throwable bug) {}

  private final Transport transport;
  private final Connection first;
  private final Connection second;
  private final BlockingQueue<Over> over = new LinkedBlockingQueue<>();
  private final Map<Direction, Over> told = new EnumMap<>(Direction.class);

  ThreadedRelay(Transport transport, Connection first, Connection second) {
    this.transport = transport;
    this.first = first;
    this.second = second;
  }

  @Override
  public void start(Direction direction, Transfer transfer) {
    transport.fork(() -> carry(direction, transfer));
  }

  private void carry(Direction direction, Transfer transfer) {
    Connection from = direction == Direction.UP ? first : second;
    Connection to = direction == Direction.UP ? second : first;
    try {
      deliverFirst(to, transfer);
      from.transferTo(to, transfer);
      over.add(new Over(direction, null, null));
    } catch (ConnectionException e) {
      over.add(new Over(direction, e, null));
    } catch (RuntimeException | Error e) {
      over.add(new Over(direction, null, e));
    }
  }

  private static void deliverFirst(Connection to, Transfer transfer) throws ConnectionException {
    ByteBuffer bytes = transfer.first();
    int length = bytes == null ? 0 : bytes.remaining();
    if (length > 0) {
      to.write(bytes);
      transfer.moved(length);
    }
  }

  @Override
  public void end(Direction direction, ConnectionException failure) {
    over.add(new Over(direction, failure, null));
  }

  @Override
  public Direction awaitOver() {
    if (told.size() == Direction.values().length) {
      return null;
    }
    Over next = take();
    if (next.bug instanceof Error bug) {
      throw bug;
    } else if (next.bug instanceof RuntimeException bug) {
      throw bug;
    }
    told.put(next.direction, next);
    return next.direction;
  }

  /** An interrupt ends both connections, and so the wait. */
  private Over take() {
    for (; ; ) {
      try {
        return over.take();
      } catch (InterruptedException e) {
        first.abort();
        second.abort();
      }
    }
  }

  @Override
  public ConnectionException failure(Direction direction) {
    return told.get(direction).failure;
  }
}
