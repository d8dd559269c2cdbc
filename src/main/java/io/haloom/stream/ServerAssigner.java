package io.haloom.stream;

import io.haloom.net.ConnectionException;
import io.haloom.proxy.Backend;
import io.haloom.proxy.Counter;
import io.haloom.proxy.QueueEntry;
import io.haloom.proxy.QueueWaiter;
import io.haloom.proxy.Server;
import io.haloom.proxy.ServerSlot;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Chooses a server and takes one of its slots, waiting in the queue where all are full. */
final class ServerAssigner {

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

  private final Session session;
  private final Backend backend;

  ServerAssigner(Session session) {
    this.session = session;
    this.backend = session.backend();
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
      Server only = session.directServer();
      Server first = only != null ? only : preferred;
      ServerSlot slot = first != null ? backend.trySlot(first, session.stripe()) : null;
      if (slot != null) {
        return new Assignment.Assigned(slot);
      }
      slot = only != null ? null : backend.tryAssign(session, avoid);
      if (slot != null) {
        countChoice(slot.server(), avoid);
        return new Assignment.Assigned(slot);
      }
      if (only == null && backend.set().isEmpty()) {
        return NO_SERVER;
      }
      Assignment waited = queue(only, avoid);
      if (waited != null) {
        return waited;
      }
      if (only != null && !session.persistence().accepts(only)) {
        session.persistence().giveUp();
      }
    }
  }

  /** The algorithm chose it; a slot that the queue of the backend gives is no such choice. */
  private void countChoice(Server chosen, Server avoid) {
    if (chosen != null && chosen != avoid) {
      int stripe = session.stripe();
      backend.counters().increment(stripe, Counter.LOAD_BALANCED);
      chosen.counters().increment(stripe, Counter.LOAD_BALANCED);
    }
  }

  // --- queue -----------------------------------------------------------------------------------

  /** Null when a slot may be free now and the choice is to be made again. */
  private Assignment queue(Server only, Server avoid) throws ConnectionException {
    session.ending().phase('Q');
    QueueWaiter waiter =
        new QueueWaiter(Thread.currentThread(), session.priorityClass(), session.priorityOffset());
    QueueEntry entry =
        only != null ? backend.enqueueFor(waiter, only) : backend.enqueue(waiter, session, avoid);
    Server chosen =
        only != null ? only : entry == null ? backend.choose(session, avoid) : entry.only();
    if (only == null) {
      countChoice(chosen, avoid);
    }
    if (entry == null) {
      return new Assignment.QueueFull(chosen);
    }
    session.client().watchPeer(Thread.currentThread());
    try {
      return await(entry);
    } catch (ConnectionException e) {
      leave(entry);
      throw e;
    } finally {
      session.client().watchPeer(null);
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
      session.timing().serverQueue(entry.position());
    } else {
      session.timing().backendQueue(entry.position());
    }
  }

  private Assignment await(QueueEntry entry) throws ConnectionException {
    long deadline = deadline(entry);
    while (entry.granted() == null && !entry.released()) {
      long now = System.nanoTime();
      Assignment ended = ended(deadline - now, session.watch().deadline() - now);
      if (ended != null && entry.cancel()) {
        return ended;
      }
      if (ended == null) {
        LockSupport.parkNanos(this, Math.min(deadline, session.watch().deadline()) - now);
      }
    }
    if (entry.granted() != null) {
      session.ending().phase('C');
      return new Assignment.Assigned(entry.granted());
    }
    return null;
  }

  private Assignment ended(long left, long leftForClient) throws ConnectionException {
    if (session.watch().left()) {
      return CLIENT_GONE;
    }
    return left <= 0 ? QUEUE_TIMEOUT : leftForClient <= 0 ? CLIENT_TIMEOUT : null;
  }

  private long deadline(QueueEntry entry) {
    int millis = session.backendTimeouts().queue();
    if (millis == 0) {
      millis = session.backendTimeouts().connect();
    }
    return millis == 0
        ? System.nanoTime() + TimeUnit.DAYS.toNanos(3650)
        : entry.since() + TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
