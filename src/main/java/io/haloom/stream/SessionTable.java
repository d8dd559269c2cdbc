package io.haloom.stream;

import io.haloom.proxy.Backend;
import io.haloom.proxy.Server;
import io.haloom.proxy.SessionRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The live sessions, one intrusive list per loop. A list's lock is held for a few instructions by
 * its loop, and for one walk by whoever asks from elsewhere.
 */
public final class SessionTable implements SessionRegistry {

  private static final class Stripe {
    final ReentrantLock lock = new ReentrantLock();
    Session first;
  }

  private final Stripe[] stripes;

  SessionTable(int loops) {
    stripes = new Stripe[loops];
    for (int i = 0; i < loops; i++) {
      stripes[i] = new Stripe();
    }
  }

  public void add(Session session) {
    Stripe stripe = stripes[session.client().loop()];
    stripe.lock.lock();
    try {
      session.next = stripe.first;
      if (stripe.first != null) {
        stripe.first.previous = session;
      }
      stripe.first = session;
    } finally {
      stripe.lock.unlock();
    }
  }

  public void remove(Session session) {
    Stripe stripe = stripes[session.client().loop()];
    stripe.lock.lock();
    try {
      if (session.previous != null) {
        session.previous.next = session.next;
      } else if (stripe.first == session) {
        stripe.first = session.next;
      }
      if (session.next != null) {
        session.next.previous = session.previous;
      }
      session.next = null;
      session.previous = null;
    } finally {
      stripe.lock.unlock();
    }
  }

  /** Whether no session lives. */
  public boolean isEmpty() {
    for (Stripe stripe : stripes) {
      stripe.lock.lock();
      try {
        if (stripe.first != null) {
          return false;
        }
      } finally {
        stripe.lock.unlock();
      }
    }
    return true;
  }

  /** All live sessions for which the predicate holds. */
  public List<Session> select(Predicate<Session> wanted) {
    List<Session> found = new ArrayList<>();
    for (Stripe stripe : stripes) {
      stripe.lock.lock();
      try {
        for (Session s = stripe.first; s != null; s = s.next) {
          if (wanted.test(s)) {
            found.add(s);
          }
        }
      } finally {
        stripe.lock.unlock();
      }
    }
    return found;
  }

  @Override
  public void shutdownServerSessions(Server server, char cause) {
    select(s -> s.stream().server() == server).forEach(s -> s.shutdown(cause));
  }

  @Override
  public void shutdownBackupSessions(Backend backend, char cause) {
    select(s -> isOnBackup(s.stream(), backend)).forEach(s -> s.shutdown(cause));
  }

  private static boolean isOnBackup(Stream stream, Backend backend) {
    Server server = stream.server();
    return stream.backend() == backend && server != null && server.config().share().backup();
  }
}
