package io.haloom.stream;

import io.haloom.model.Option;
import io.haloom.model.ProxyConfig;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.proxy.Backend;
import io.haloom.proxy.Server;

/** The end of a session: connections closed, slot given back, log written. */
final class Closing {
  private Closing() {}

  static void of(Session session) {
    session.upstream().beforeClosing();
    closeServer(session);
    closeClient(session);
    countUnforwarded(session);
    session.timing().total(session.elapsedMillis());
    Runnable nextFromQueue = session.upstream().leaveSlot();
    try {
      leaveBackend(session);
      session.log().ended();
    } finally {
      nextFromQueue.run();
    }
  }

  private static void closeServer(Session session) {
    Connection server = session.serverConnection();
    if (server == null) {
      return;
    }
    if (session.backend().config().has(Option.NOLINGER) || session.watch().wasReset()) {
      server.reset();
    } else {
      server.close();
    }
  }

  private static void closeClient(Session session) {
    Connection client = session.client();
    if (session.farewell().isSilent()) {
      client.drop();
    } else if (session.farewell().isReset() || session.frontend().config().has(Option.NOLINGER)) {
      client.reset();
    } else {
      takeUnread(session);
      client.close();
    }
  }

  /**
   * What was received and not read would make the system answer with a reset instead of a FIN. In
   * HTTP mode the reader has seen to that.
   */
  private static void takeUnread(Session session) {
    if (session.farewell().leavesUnread() || isHttp(session)) {
      return;
    }
    if (session.serverConnection() != null || session.client().aborted()) {
      return;
    }
    try {
      session.prefetch().available();
    } catch (ConnectionException e) {
      // It is gone, and needs neither.
      return;
    }
  }

  /** What the client sent counts, though no server took it. */
  private static void countUnforwarded(Session session) {
    Prefetch prefetch = session.prefetchIfAny();
    if (prefetch != null && session.serverConnection() == null && !isHttp(session)) {
      session.traffic().in(prefetch.bytes().remaining());
    }
  }

  private static boolean isHttp(Session session) {
    return session.frontend().config().mode() == ProxyConfig.Mode.HTTP;
  }

  private static void leaveBackend(Session session) {
    Backend backend = session.backend();
    if (backend == null) {
      return;
    }
    backend.sessions().decrement(session.stripe());
    Timing t = session.timing();
    if (t.connected() < 0) {
      return;
    }
    int queue = t.queued();
    int connect = t.connected() - t.queued();
    backend.times().add(session.stripe(), queue, connect, 0, t.total());
    Server server = session.server();
    if (server != null) {
      server.times().add(session.stripe(), queue, connect, 0, t.total());
    }
  }
}
