package io.haloom.stream.accept;

import io.haloom.model.Option;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.net.TlsFacts;
import io.haloom.proxy.Backend;
import io.haloom.proxy.Server;
import io.haloom.stream.Prefetch;
import io.haloom.stream.Stream;
import io.haloom.stream.Timing;

/** The end of a session: connections closed, slot given back, log written. */
final class Closing {
  private Closing() {}

  /** Gives back all that the session took, whatever fails on the way. */
  static void of(Stream stream) {
    TlsFacts tls = stream.session().tls();
    if (tls == null) {
      close(stream);
      return;
    }
    tls.hold(); // for the log
    try {
      close(stream);
    } finally {
      tls.release();
    }
  }

  private static void close(Stream stream) {
    try {
      stream.upstream().beforeClosing();
      closeServer(stream);
    } finally {
      try {
        closeClient(stream);
        countUnforwarded(stream);
      } finally {
        leave(stream);
      }
    }
  }

  private static void leave(Stream stream) {
    stream.timing().total(stream.elapsedMillis());
    Runnable nextFromQueue = stream.upstream().leaveSlot();
    try {
      leaveBackend(stream);
      stream.log().ended();
    } finally {
      nextFromQueue.run();
    }
  }

  private static void closeServer(Stream stream) {
    Connection server = stream.serverConnection();
    if (server == null) {
      return;
    }
    if (stream.backendConfig().has(Option.NOLINGER) || stream.failures().clientReset()) {
      server.reset();
    } else {
      server.close();
    }
  }

  private static void closeClient(Stream stream) {
    Connection client = stream.client();
    if (stream.session().farewell().isSilent()) {
      client.drop();
    } else if (stream.session().farewell().isReset()
        || stream.frontendConfig().has(Option.NOLINGER)) {
      client.reset();
    } else {
      takeUnread(stream);
      client.close();
    }
  }

  /**
   * What was received and not read would make the system answer with a reset instead of a FIN. In
   * HTTP mode the reader has seen to that.
   */
  private static void takeUnread(Stream stream) {
    if (stream.session().farewell().leavesUnread() || stream.session().isHttp()) {
      return;
    }
    if (stream.serverConnection() != null || stream.client().aborted()) {
      return;
    }
    try {
      stream.session().prefetch().available();
    } catch (ConnectionException e) {
      // It is gone, and needs neither.
      return;
    }
  }

  /** What the client sent counts, though no server took it. */
  private static void countUnforwarded(Stream stream) {
    Prefetch prefetch = stream.session().prefetchIfAny();
    if (prefetch != null && stream.serverConnection() == null && !stream.session().isHttp()) {
      stream.counters().in(prefetch.bytes().remaining());
    }
  }

  private static void leaveBackend(Stream stream) {
    Backend backend = stream.backend();
    if (backend == null) {
      return;
    }
    backend.sessions().decrement(stream.stripe());
    Timing t = stream.timing();
    if (t.connected() < 0) {
      return;
    }
    int queue = t.queued();
    int connect = t.connected() - t.queued();
    backend.times().add(stream.stripe(), queue, connect, 0, t.total());
    Server server = stream.server();
    if (server != null) {
      server.times().add(stream.stripe(), queue, connect, 0, t.total());
    }
  }
}
