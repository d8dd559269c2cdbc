package io.haloom.stream.server;

import io.haloom.http.MultiplexedProtocol;
import io.haloom.http.ServerChannel;
import io.haloom.http.ServerStreams;
import io.haloom.model.HttpConfig.Reuse;
import io.haloom.net.Connection;
import io.haloom.proxy.Http2Counts;
import io.haloom.proxy.Server;
import io.haloom.proxy.count.BriefLock;

/**
 * A connection to a server that carries many requests at once, and who may use its room while some
 * are under way: all ({@code http-reuse always}), those of one client's connection ({@code safe},
 * and private ones), or nobody until the first is over ({@code aggressive}). When the last request
 * is over it is kept as any connection is.
 */
final class SharedLink implements KeptLink {
  private final LinkKey key;
  private final Server server;
  private final ServerStreams streams;
  private final Http2Counts counts;
  private final ServerLinks all;
  private final ServerUse use;
  private final BriefLock lock = new BriefLock();
  private Reuse reuse;
  private SessionLinks session;

  /** Where requests find it while it is in use and has room; or null. */
  private SharedLinks place;

  private int users;
  private boolean isPrivate;

  /**
   * A connection that was just made.
   *
   * @param all has those that are idle, or for all
   */
  SharedLink(
      LinkKey key,
      Server server,
      Connection connection,
      MultiplexedProtocol protocol,
      Http2Counts counts,
      ServerLinks all) {
    this.key = key;
    this.server = server;
    this.counts = counts;
    this.all = all;
    this.use = new ServerUse(server);
    this.streams = counts.carry(connection, protocol);
  }

  // --- use -------------------------------------------------------------------------------------

  /**
   * It goes into use, by a request of that client's connection.
   *
   * @param made whether it was just made, and was not idle
   */
  void shareAs(Reuse mode, SessionLinks of, boolean made) {
    lock.lock();
    try {
      reuse = mode;
      session = of;
      if (!made || mode != Reuse.AGGRESSIVE) {
        share();
      }
    } finally {
      lock.unlock();
    }
  }

  private void share() {
    if (place == null && streams.room() > 0) {
      place = isPrivate || reuse == Reuse.SAFE ? session.shared() : all.shared(this);
      place.add(this);
    }
  }

  private void leavePlace() {
    if (place != null) {
      place.remove(this);
      place = null;
    }
  }

  @Override
  public ServerLink take(int by) {
    lock.lock();
    try {
      return begin();
    } finally {
      lock.unlock();
    }
  }

  /** The same while others use it, if they still do. Who finds no room any more is the last. */
  ServerLink join() {
    lock.lock();
    try {
      ServerLink joined = users == 0 ? null : begin();
      if (streams.room() == 0) {
        leavePlace();
      }
      return joined;
    } finally {
      lock.unlock();
    }
  }

  private ServerLink begin() {
    ServerChannel channel = streams.open();
    if (channel == null) {
      return null;
    }
    users++;
    return new StreamLink(this, channel);
  }

  void use(int by) {
    use.begin(by);
  }

  /** A request on it is over. */
  void over() {
    lock.lock();
    try {
      users--;
      if (users > 0) {
        share();
        return;
      }
      leavePlace();
    } finally {
      lock.unlock();
    }
    if (!isUsable()) {
      close();
    } else if (isPrivate) {
      session.give(this);
    } else {
      all.give(this);
    }
  }

  /** It is for the requests of its client's connection alone from here on. */
  void makePrivate() {
    lock.lock();
    try {
      isPrivate = true;
      if (session != null) {
        leavePlace();
        share();
      }
    } finally {
      lock.unlock();
    }
  }

  // --- as a kept one ---------------------------------------------------------------------------

  @Override
  public LinkKey key() {
    return key;
  }

  @Override
  public Server server() {
    return server;
  }

  @Override
  public Connection connection() {
    return streams.connection();
  }

  @Override
  public int requests() {
    return streams.requests();
  }

  /** A server that speaks HTTP/2 knows how to keep a connection. */
  @Override
  public boolean isSafe() {
    return true;
  }

  @Override
  public void idle() {}

  @Override
  public void unuse() {
    use.end();
  }

  @Override
  public boolean isUsable() {
    return streams.isUsable();
  }

  @Override
  public boolean isGone() {
    return !streams.isUsable();
  }

  @Override
  public void watch(Thread waiter) {
    streams.watch(waiter);
  }

  /** What reads it belongs to its loop. */
  @Override
  public boolean isMovable() {
    return false;
  }

  @Override
  public KeptLink moved(Connection brought) {
    throw new IllegalStateException("it belongs to its loop");
  }

  @Override
  public void close() {
    unuse();
    streams.close();
  }

  /** Where its requests count. */
  Http2Counts counts() {
    return counts;
  }
}
