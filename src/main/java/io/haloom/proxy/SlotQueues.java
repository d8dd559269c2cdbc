package io.haloom.proxy;

import io.haloom.model.Option;
import io.haloom.proxy.count.Counters;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Slots and queues of one backend: who gets the slot that becomes free.
 *
 * <p>No slot is lost: who queues adds itself first and looks for a free slot afterwards, who frees
 * a slot frees it first and looks at the queues afterwards, so one of them sees the other. Nobody
 * is overtaken: as long as a queue is not empty, a slot that becomes free is passed to its first
 * session and is at no moment free for a newcomer.
 *
 * <p>The lock guards the queues. It may be taken while the state lock is held, and a balancer's own
 * lock while this one is; never the other way round.
 */
final class SlotQueues {
  private final Backend backend;
  private final ReentrantLock lock = new ReentrantLock();
  private final SessionQueue shared = new SessionQueue();
  private long sequence;

  SlotQueues(Backend backend) {
    this.backend = backend;
  }

  Backend backend() {
    return backend;
  }

  /** The queue for any server. */
  SessionQueue shared() {
    return shared;
  }

  /** The queue of that server, or the one for any server. */
  SessionQueue queueOf(Server only) {
    return only == null ? shared : only.limit().queue();
  }

  /** Slots in use on all servers. */
  int served() {
    return (int) backend.counters().get(Counters.SERVED);
  }

  // --- slots -----------------------------------------------------------------------------------

  /** A slot of that server, or null when it is full. */
  ServerSlot take(Server server, int stripe) {
    return server.limit().take(stripe) ? taken(server, stripe) : null;
  }

  private ServerSlot taken(Server server, int stripe) {
    backend.counters().add(stripe, Counters.SERVED, 1);
    backend.balancer().loadChanged(server);
    return new Slot(server, stripe);
  }

  /** A session leaves: its slot goes to the first who waits, or becomes free. */
  void release(Server server, int stripe) {
    if (server.limit().maxconn() != 0 && somebodyWaits(server)) {
      passOn(server, stripe);
      return;
    }
    giveBack(server, stripe);
    if (somebodyWaits(server)) {
      fill(server);
    }
  }

  private void giveBack(Server server, int stripe) {
    backend.counters().add(stripe, Counters.SERVED, -1);
    server.limit().giveBack(stripe);
    backend.balancer().loadChanged(server);
  }

  private boolean somebodyWaits(Server server) {
    return !server.limit().queue().isEmpty() || !shared.isEmpty();
  }

  private void passOn(Server server, int stripe) {
    lock.lock();
    try {
      QueueEntry next = server.limit().mayPassOn() ? next(server) : null;
      if (next == null) {
        giveBack(server, stripe);
      } else {
        next.queue().remove(next);
        backend.noteSession(server);
        next.grant(new Slot(server, Counters.ANYWHERE));
        backend.balancer().loadChanged(server);
      }
      fill(server);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Gives the server's free slots to those who wait.
   *
   * @return how many came from the queue for any server
   */
  int fill(Server server) {
    if (!somebodyWaits(server)) {
      return 0;
    }
    lock.lock();
    try {
      int fromShared = 0;
      QueueEntry next = next(server);
      while (next != null && server.limit().takeForWaiter()) {
        next.queue().remove(next);
        backend.noteSession(server);
        next.grant(taken(server, Counters.ANYWHERE));
        fromShared += next.queue() == shared ? 1 : 0;
        next = next(server);
      }
      return fromShared;
    } finally {
      lock.unlock();
    }
  }

  /** Who is next for this server: of its own queue, and of the shared one if it may serve that. */
  private QueueEntry next(Server server) {
    QueueEntry own = server.limit().queue().first();
    QueueEntry any = backend.serves(server) ? shared.first() : null;
    if (own == null || any == null) {
      return own == null ? any : own;
    }
    return own.precedes(any) ? own : any;
  }

  // --- queueing --------------------------------------------------------------------------------

  /** Queues for any server the balancer chooses, or for the one it insists on. */
  QueueEntry enqueue(QueueWaiter waiter, BalanceKey key, Server avoid) {
    lock.lock();
    try {
      Server chosen = backend.choose(key, avoid);
      if (chosen != null) {
        return enqueueLocked(waiter, chosen);
      }
      boolean first = shared.isEmpty();
      QueueEntry entry = add(waiter, null);
      if (first || backend.hasDynamicLimits()) {
        fillAny(key);
      }
      return entry;
    } finally {
      lock.unlock();
    }
  }

  QueueEntry enqueueFor(QueueWaiter waiter, Server server) {
    lock.lock();
    try {
      return enqueueLocked(waiter, server);
    } finally {
      lock.unlock();
    }
  }

  private QueueEntry enqueueLocked(QueueWaiter waiter, Server server) {
    int limit = server.config().share().limits().maxqueue();
    if (limit > 0 && server.limit().queue().length().get() >= limit && !server.limit().hasRoom()) {
      return null;
    }
    QueueEntry entry = add(waiter, server);
    backend.balancer().loadChanged(server);
    fill(server);
    return entry;
  }

  private QueueEntry add(QueueWaiter waiter, Server only) {
    long time = backend.runtime().timers().nowMillis() + waiter.priorityOffset();
    QueueEntry entry = new QueueEntry(this, waiter, only, time, sequence++);
    entry.queue().add(entry);
    return entry;
  }

  /** A slot may have become free while nobody was seen to wait for it. */
  private void fillAny(BalanceKey key) {
    Server free = backend.pick(key, null);
    while (free != null && !shared.isEmpty() && fill(free) > 0) {
      free = backend.pick(key, null);
    }
  }

  boolean cancel(QueueEntry entry) {
    lock.lock();
    try {
      if (entry.queue().remove(entry)) {
        entry.left();
        if (entry.only() != null) {
          backend.balancer().loadChanged(entry.only());
        }
      }
      return entry.granted() == null;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets those who wait for a server that left choose again: with {@code option redispatch} and
   * without {@code option persist}, and always where it is in maintenance. Who must have that very
   * server ({@code force-persist}) stays. Nobody waits for any server when the last one has left.
   *
   * @return how many
   */
  int redistribute(Server server) {
    lock.lock();
    try {
      int count = leavesItsQueue(server) ? releaseAll(server.limit().queue()) : 0;
      return backend.set().isEmpty() ? count + releaseAll(shared) : count;
    } finally {
      lock.unlock();
    }
  }

  private boolean leavesItsQueue(Server server) {
    boolean redispatch = backend.config().backend().retry().redispatchInterval() != 0;
    return server.inMaintenance() || redispatch && !backend.config().has(Option.PERSIST);
  }

  private static int releaseAll(SessionQueue queue) {
    int count = 0;
    for (QueueEntry entry : queue.all()) {
      if (!entry.insists()) {
        queue.remove(entry);
        entry.release();
        count++;
      }
    }
    return count;
  }
}
