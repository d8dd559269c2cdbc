package io.haloom.stream.server;

import io.haloom.proxy.Backend;
import io.haloom.proxy.Server;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The idle connections to servers that are for the requests of one client's connection alone
 * ({@code http-reuse never}, {@code dispatch}, {@code option transparent}, NTLM). On the session's
 * thread only.
 */
public final class SessionLinks {
  private final List<ServerLink> idle = new ArrayList<>();
  private final int most;
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

  /** What the request before needed, or null. */
  LinkKey key() {
    return key;
  }

  LinkKey key(LinkKey needed) {
    key = needed;
    return needed;
  }

  /** Takes one that fits, or null. */
  ServerLink take(LinkKey key) {
    for (Iterator<ServerLink> each = idle.iterator(); each.hasNext(); ) {
      ServerLink link = each.next();
      if (link.key().equals(key)) {
        each.remove();
        if (link.isUsable()) {
          return link;
        }
        link.close();
      }
    }
    return null;
  }

  /** Keeps one on which nothing is under way, unless there are enough. */
  void give(ServerLink link) {
    if (idle.size() >= most) {
      link.close();
      return;
    }
    link.idle();
    idle.add(link);
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
    for (ServerLink link : idle) {
      Server server = link.server();
      if (server != null && server.backend() == backend && server.usable()) {
        return server;
      }
    }
    return null;
  }

  public void close() {
    idle.forEach(ServerLink::close);
    idle.clear();
  }
}
