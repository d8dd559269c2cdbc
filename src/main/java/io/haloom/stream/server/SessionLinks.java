package io.haloom.stream.server;

import io.haloom.proxy.Backend;
import io.haloom.proxy.Server;
import io.haloom.proxy.count.BriefLock;
import java.util.ArrayList;
import java.util.List;

/**
 * The idle connections to servers that are for the requests of one client's connection alone
 * ({@code http-reuse never}, {@code dispatch}, {@code option transparent}, NTLM). For threads of
 * the connection's loop, which may be many where it carries many requests at once.
 */
public final class SessionLinks {
  private final BriefLock lock = new BriefLock();
  private final List<KeptLink> idle = new ArrayList<>();

  private final SharedLinks shared = new SharedLinks();

  private final int most;
  private final Diallings diallings = new Diallings();
  private boolean closed;
  private boolean prefersLast;
  private LinkKey key;

  /**
   * None yet.
   *
   * @param most {@code max-session-srv-conns}
   */
  public SessionLinks(int most) {
    this.most = most;
  }

  /** Those in use that have room for other requests of the client's connection. */
  SharedLinks shared() {
    return shared;
  }

  /** Those on their way that will be shared. */
  Diallings diallings() {
    return diallings;
  }

  /** What the request before needed, or null. */
  LinkKey key() {
    return key;
  }

  LinkKey key(LinkKey needed) {
    key = needed;
    return needed;
  }

  /** Takes one that fits, or null. */
  KeptLink take(LinkKey wanted) {
    for (KeptLink link = poll(wanted); link != null; link = poll(wanted)) {
      if (link.isUsable()) {
        return link;
      }
      link.close();
    }
    return null;
  }

  private KeptLink poll(LinkKey wanted) {
    lock.lock();
    try {
      for (int i = 0; i < idle.size(); i++) {
        if (idle.get(i).key().equals(wanted)) {
          return idle.remove(i);
        }
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  /** Keeps one on which nothing is under way, unless there are enough. */
  void give(KeptLink link) {
    link.idle();
    if (!keeps(link)) {
      link.close();
    }
  }

  private boolean keeps(KeptLink link) {
    lock.lock();
    try {
      return !closed && idle.size() < most && idle.add(link);
    } finally {
      lock.unlock();
    }
  }

  /** A server's authentication holds for its connection: the next requests go there, too. */
  void preferLast() {
    prefersLast = true;
  }

  /** Whether {@link #preferLast} was said. */
  boolean prefersLast() {
    return prefersLast;
  }

  /** The server of the backend that there is a connection to, or null. */
  Server last(Backend backend) {
    lock.lock();
    try {
      for (KeptLink link : idle) {
        Server server = link.server();
        if (server != null && server.backend() == backend && server.usable()) {
          return server;
        }
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  public void close() {
    List<KeptLink> left;
    lock.lock();
    try {
      closed = true;
      left = List.copyOf(idle);
      idle.clear();
    } finally {
      lock.unlock();
    }
    left.forEach(KeptLink::close);
  }
}
