package io.haloom.stream.server;

import io.haloom.net.ConnectionException;
import io.haloom.proxy.Backend;
import io.haloom.proxy.QueueEntry;
import io.haloom.proxy.QueueWaiter;
import io.haloom.proxy.Server;
import io.haloom.proxy.ServerSlot;
import io.haloom.proxy.count.Counter;
import io.haloom.stream.Stream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Chooses a server and takes one of its slots, waiting in the queue where all are full. */
public final class ServerAssigner {

  /** How the choice ended. */
  sealed interface Assignment {
    /** A slot was taken. */
    record Assigned(ServerSlot slot) implements Assignment {}

    /** No server is up. */
    record NoServer() implements Assignment {}

    /** The server's queue is at {@code maxqueue}. */
    record QueueFull(Server server) implements Assignment {}

    /** {@code timeout queue} passed. */
    record QueueTimeout() implements Assignment {}

    /** The client left the queue. */
    record ClientGone() implements Assignment {}

    /** {@code timeout client} passed. */
    record ClientTimeout() implements Assignment {}
  }

  private static final Assignment NO_SERVER = new Assignment.NoServer();
  private static final Assignment QUEUE_TIMEOUT = new Assignment.QueueTimeout();
  private static final Assignment CLIENT_GONE = new Assignment.ClientGone();
  private static final Assignment CLIENT_TIMEOUT = new Assignment.ClientTimeout();

  private final Stream stream;
  private final Backend backend;

  /** The server whose queue the stream was sent away from, or null. */
  private Server left;

  ServerAssigner(Stream stream) {
    this.stream = stream;
    this.backend = stream.backend();
  }

  /**
   * Chooses.
   *
   * @param avoid the server that just failed, or null
   * @param preferred a server to be taken instead of the algorithm's choice while it has room, or
   *     null
   */
  Assignment assign(Server avoid, Server preferred) throws ConnectionException {
    while (true) {
      Server only = stream.directServer();
      Server first = only != null ? only : preferred;
      ServerSlot slot = first != null ? backend.trySlot(first, stream.stripe()) : null;
      if (slot != null) {
        return assigned(slot);
      }
      slot = only != null ? null : backend.tryAssign(stream, avoid);
      if (slot != null) {
        countChoice(slot.server(), avoid);
        return assigned(slot);
      }
      if (only == null && backend.set().isEmpty()) {
        return NO_SERVER;
      }
      Assignment waited = queue(only, avoid);
      if (waited != null) {
        return waited;
      }
      if (only != null && !mayStay(only)) {
        stream.persistence().giveUp();
      }
    }
  }

  private Assignment assigned(ServerSlot slot) {
    if (left != null) {
      countChange(stream, left, slot.server());
    }
    return new Assignment.Assigned(slot);
  }

  /** The stream goes to another server than the one it was given first, or to that one again. */
  static void countChange(Stream stream, Server before, Server now) {
    int stripe = stream.stripe();
    Backend backend = stream.backend();
    if (before == now) {
      backend.counters().increment(stripe, Counter.RETRIES);
      now.counters().increment(stripe, Counter.RETRIES);
      return;
    }
    stream.timing().redispatch();
    if (stream.persistence() != null) {
      stream.persistence().moved();
    }
    before.counters().increment(stripe, Counter.REDISPATCHES);
    backend.counters().increment(stripe, Counter.REDISPATCHES);
  }

  /** Whether a server that left while its queue was waited in may still be had. */
  private boolean mayStay(Server only) {
    return stream.persistence().isForced()
        || !only.inMaintenance() && stream.persistence().accepts(only);
  }

  /** The algorithm chose it; a slot that the queue of the backend gives is no such choice. */
  private void countChoice(Server chosen, Server avoid) {
    if (chosen != null && chosen != avoid) {
      int stripe = stream.stripe();
      backend.counters().increment(stripe, Counter.LOAD_BALANCED);
      chosen.counters().increment(stripe, Counter.LOAD_BALANCED);
    }
  }

  // --- queue -----------------------------------------------------------------------------------

  private boolean insists() {
    return stream.persistence() != null && stream.persistence().isForced();
  }

  /** Null when a slot may be free now and the choice is to be made again. */
  private Assignment queue(Server only, Server avoid) throws ConnectionException {
    stream.termination().phase('Q');
    QueueWaiter waiter =
        new QueueWaiter(
            Thread.currentThread(), stream.priorityClass(), stream.priorityOffset(), insists());
    QueueEntry entry =
        only != null ? backend.enqueueFor(waiter, only) : backend.enqueue(waiter, stream, avoid);
    Server chosen =
        only != null ? only : entry == null ? backend.choose(stream, avoid) : entry.only();
    if (only == null) {
      countChoice(chosen, avoid);
    }
    if (entry == null) {
      return new Assignment.QueueFull(chosen);
    }
    stream.client().watchPeer(Thread.currentThread());
    try {
      return await(entry);
    } catch (ConnectionException e) {
      leave(entry);
      throw e;
    } finally {
      stream.client().watchPeer(null);
      notePosition(entry);
    }
  }

  private static void leave(QueueEntry entry) {
    if (!entry.cancel() && entry.granted() != null) {
      entry.granted().close();
    }
  }

  private void notePosition(QueueEntry entry) {
    if (entry.only() != null) {
      stream.timing().serverQueue(entry.position());
    } else {
      stream.timing().backendQueue(entry.position());
    }
  }

  private Assignment await(QueueEntry entry) throws ConnectionException {
    long deadline = deadline(entry);
    while (entry.granted() == null && !entry.released()) {
      long now = System.nanoTime();
      Assignment ended = ended(deadline - now, stream.watch().deadline() - now);
      if (ended != null && entry.cancel()) {
        return ended;
      }
      if (ended == null) {
        LockSupport.parkNanos(this, Math.min(deadline, stream.watch().deadline()) - now);
      }
    }
    if (entry.granted() != null) {
      stream.termination().phase('C');
      return assigned(entry.granted());
    }
    left = entry.only();
    return null;
  }

  private Assignment ended(long left, long leftForClient) throws ConnectionException {
    if (stream.watch().left()) {
      return CLIENT_GONE;
    }
    return left <= 0 ? QUEUE_TIMEOUT : leftForClient <= 0 ? CLIENT_TIMEOUT : null;
  }

  private long deadline(QueueEntry entry) {
    int millis = stream.backendTimeouts().queue();
    if (millis == 0) {
      millis = stream.backendTimeouts().connect();
    }
    return millis == 0
        ? System.nanoTime() + TimeUnit.DAYS.toNanos(3650)
        : entry.since() + TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
