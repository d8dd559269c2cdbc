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
  /** Who has it while it is in use. */
  private enum Place {
    NOWHERE,
    ALL,
    SESSION
  }

  private final LinkKey key;
  private final Server server;
  private final ServerStreams streams;
  private final Http2Counts counts;
  private final ServerLinks all;
  private final BriefLock lock = new BriefLock();
  private Reuse reuse;
  private SessionLinks session;
  private Place place = Place.NOWHERE;
  private int users;
  private boolean isPrivate;
  private boolean counted;
  private int stripe;
  private boolean stops;

  private SharedLink(
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
    counts.opened(connection);
    this.streams = protocol.server(connection, counts, () -> counts.closed(connection));
  }

  /**
   * A connection that was just made.
   *
   * @param all has those that are idle, or for all
   */
  static SharedLink of(
      LinkKey key,
      Server server,
      Connection connection,
      MultiplexedProtocol protocol,
      Http2Counts counts,
      ServerLinks all) {
    return new SharedLink(key, server, connection, protocol, counts, all);
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
      if (isPrivate || mode == Reuse.SAFE) {
        place = Place.SESSION;
        of.share(this);
      } else if (mode == Reuse.ALWAYS || !made && mode == Reuse.AGGRESSIVE) {
        shareWithAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private void shareWithAll() {
    if (streams.room() > 0) {
      place = Place.ALL;
      all.share(this);
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

  /** The same while others use it, if they still do. */
  ServerLink join() {
    lock.lock();
    try {
      return users == 0 ? null : begin();
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
    return new ServerLink(this, channel);
  }

  /** Whether a request more would find room. */
  boolean hasRoom() {
    return streams.room() > 0;
  }

  /** It is not among those for all any more, until a request on it is over. */
  void full() {
    lock.lock();
    try {
      if (place == Place.ALL) {
        leavePlace();
      }
    } finally {
      lock.unlock();
    }
  }

  void use(int countedIn) {
    if (server != null && !counted) {
      counted = true;
      stripe = countedIn;
      server.connections().use(stripe);
    }
  }

  /**
   * A request on it is over.
   *
   * @param stopping whether nothing is to be kept, for the process stops
   */
  void over(boolean stopping) {
    lock.lock();
    try {
      users--;
      stops |= stopping;
      if (users > 0) {
        sharesAgain();
        return;
      }
      leavePlace();
    } finally {
      lock.unlock();
    }
    if (!isUsable() || stops) {
      close();
    } else if (isPrivate) {
      session.give(this);
    } else {
      all.give(this);
    }
  }

  private void sharesAgain() {
    if (place == Place.NOWHERE && !isPrivate && reuse != Reuse.SAFE && reuse != Reuse.NEVER) {
      shareWithAll();
    }
  }

  private void leavePlace() {
    switch (place) {
      case ALL -> all.unshare(this);
      case SESSION -> session.unshare(this);
      case NOWHERE -> {}
    }
    place = Place.NOWHERE;
  }

  /** It is for the requests of its client's connection alone from here on. */
  void makePrivate() {
    lock.lock();
    try {
      isPrivate = true;
      if (session != null && place != Place.SESSION) {
        leavePlace();
        place = Place.SESSION;
        session.share(this);
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
  public boolean isPrivate() {
    return isPrivate;
  }

  @Override
  public void idle() {}

  @Override
  public void unuse() {
    if (counted) {
      counted = false;
      server.connections().unuse(stripe);
    }
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
