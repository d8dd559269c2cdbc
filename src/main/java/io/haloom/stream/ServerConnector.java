package io.haloom.stream;

import io.haloom.model.BackendConfig.RetryConfig;
import io.haloom.model.BackendConfig.RetryOn;
import io.haloom.model.Option;
import io.haloom.net.ConnectFailure;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.proxy.Backend;
import io.haloom.proxy.Counter;
import io.haloom.proxy.Server;
import io.haloom.stream.ServerAssigner.Assignment;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Reaches a server: the loop of choice, attempt, retry and redispatch (configuration manual, {@code
 * retries} and {@code option redispatch}).
 */
final class ServerConnector {
  /** The pause before the same server is tried again. */
  private static final int TURN_AROUND_MILLIS = 1000;

  private final Session session;
  private final Dial dial;
  private Backend backend;
  private RetryConfig retry;
  private int failures;

  /** One attempt to reach the session's server. */
  @FunctionalInterface
  interface Dial {
    Connection attempt(Session session) throws ConnectFailure, ConnectionException;

    /** The server to choose where nothing else decides, or null. */
    default Server preferred(Session session) {
      return null;
    }

    /** Whether the server that was chosen need not be reached, and the client is told so. */
    default boolean isNeedless(Session session) {
      return false;
    }
  }

  ServerConnector(Session session) {
    this(session, ServerDial::attempt);
  }

  ServerConnector(Session session, Dial dial) {
    this.session = session;
    this.dial = dial;
  }

  /**
   * Begins with the session's backend of now.
   *
   * @return the connection, its header sent; or null, and the session's ending says why
   */
  Connection connect() throws ConnectionException {
    backend = session.backend();
    retry = backend.config().backend().retry();
    failures = 0;
    session.ending().phase('Q');
    if (backend.config().backend().dispatch() != null || backend.config().has(Option.TRANSPARENT)) {
      return connectFixed();
    }
    return assign(null) && !dial.isNeedless(session) ? attempt() : null;
  }

  /** The same server again, which is no retry. */
  Connection redial() throws ConnectionException {
    return attempt();
  }

  /** Whether {@code retries} leaves another attempt. */
  boolean mayRetry() {
    return failures < retry.retries();
  }

  /**
   * Another attempt in the place of one whose response is not to be had ({@code retry-on}), at the
   * same server or another; it counts as a retry twice, as HAProxy counts. Null as in {@link
   * #connect}.
   */
  Connection retry() throws ConnectionException {
    failures++;
    session.traffic().countServerSide(Counter.RETRIES);
    Server failed = session.server();
    if (failed != null && redispatches(failures)) {
      return reassign(failed) ? attempt() : null;
    }
    session.timing().retried();
    session.traffic().countServerSide(Counter.RETRIES);
    return failed == null ? attemptFixed() : attempt();
  }

  private Connection attempt() throws ConnectionException {
    while (true) {
      session.ending().phase('C');
      try {
        return established(dial.attempt(session));
      } catch (ConnectFailure failure) {
        if (!again(failure, ++failures)) {
          return null;
        }
      }
    }
  }

  // --- choice ----------------------------------------------------------------------------------

  private boolean assign(Server avoid) throws ConnectionException {
    Server preferred = avoid == null ? dial.preferred(session) : null;
    Assignment choice = new ServerAssigner(session).assign(avoid, preferred);
    if (choice instanceof Assignment.Assigned assigned) {
      session.upstream().slot(assigned.slot());
      session.timing().queued(session.elapsedMillis());
      return true;
    }
    session.upstream().releaseSlot();
    if (choice instanceof Assignment.QueueFull && mayLeaveDirect()) {
      giveUpDirect();
      return assign(avoid);
    }
    switch (choice) {
      case Assignment.QueueTimeout t -> {
        session.timing().queued(session.elapsedMillis());
        failed('s', 'Q', Counter.FAILED_CONNECTIONS);
      }
      case Assignment.ClientGone g -> {
        session.timing().queued(session.elapsedMillis());
        clientGone('Q');
      }
      case Assignment.ClientTimeout t -> session.watch().timedOut();
      case Assignment.QueueFull full -> queueFull(full.server());
      default -> failed('S', 'C', Counter.FAILED_CONNECTIONS);
    }
    return false;
  }

  private boolean mayLeaveDirect() {
    return session.directServer() != null && !isForced() && retry.redispatchInterval() != 0;
  }

  private void failed(char cause, char phase, Counter counter) {
    if (session.ending().note(cause, phase)) {
      backend.counters().increment(session.stripe(), counter);
    }
  }

  private void queueFull(Server server) {
    session.upstream().namedBy(server);
    if (session.ending().note('S', 'Q')) {
      session.traffic().countServerSide(Counter.FAILED_CONNECTIONS);
    }
  }

  private void clientGone(char phase) {
    if (session.shutdownCause() != 0) {
      session.ending().note(session.shutdownCause(), '-');
    } else {
      session.ending().note('C', phase);
    }
  }

  // --- attempts --------------------------------------------------------------------------------

  private Connection established(Connection server) {
    session.timing().connected(session.elapsedMillis());
    session.upstream().connection(server);
    server.timeout(session.serverTimeout());
    if (session.server() != null) {
      session.server().observed(true);
    }
    return server;
  }

  private Connection connectFixed() throws ConnectionException {
    session.timing().queued(session.elapsedMillis());
    return attemptFixed();
  }

  private Connection attemptFixed() throws ConnectionException {
    for (; ; failures++) {
      session.ending().phase('C');
      try {
        return established(dial.attempt(session));
      } catch (ConnectFailure failure) {
        if (failure.kind() == ConnectFailure.Kind.PEER_GONE) {
          clientGone('C');
          return null;
        }
        if (failures >= retriesAllowed()) {
          giveUp(failure);
          return null;
        }
        if (!stillWanted(failure)) {
          return null;
        }
      }
    }
  }

  /** Whether another attempt follows; the session then has its server. */
  private boolean again(ConnectFailure failure, int failures) throws ConnectionException {
    Server failed = session.server();
    if (failure.kind() == ConnectFailure.Kind.PEER_GONE) {
      session.upstream().releaseSlot();
      clientGone('C');
      return false;
    }
    if (clientTimedOut()) {
      return false;
    }
    failed.observed(false);
    if (failures > retriesAllowed()) {
      giveUp(failure);
      session.upstream().releaseSlot();
      return false;
    }
    if (redispatches(failures)) {
      session.upstream().releaseSlot();
      return (backend.activeUsable() > 1 || stillWanted(failure)) && reassign(failed);
    }
    session.timing().retried();
    session.traffic().countServerSide(Counter.RETRIES);
    return stillWanted(failure);
  }

  /** Pauses where HAProxy does, and then looks whether the client is still there. */
  private boolean stillWanted(ConnectFailure failure) throws ConnectionException {
    pauseAfter(failure);
    if (session.watch().left()) {
      session.upstream().releaseSlot();
      clientGone('C');
      return false;
    }
    return !clientTimedOut();
  }

  private boolean clientTimedOut() {
    if (session.watch().deadline() - System.nanoTime() > 0) {
      return false;
    }
    session.upstream().releaseSlot();
    session.watch().timedOut();
    return true;
  }

  private boolean reassign(Server failed) throws ConnectionException {
    session.upstream().leaveServer();
    giveUpDirect();
    if (!assign(failed)) {
      return false;
    }
    session.timing().retried();
    if (session.server() == failed) {
      session.traffic().countServerSide(Counter.RETRIES);
    } else {
      session.timing().redispatch();
      if (session.persistence() != null) {
        session.persistence().moved();
      }
      failed.counters().increment(session.stripe(), Counter.REDISPATCHES);
      backend.counters().increment(session.stripe(), Counter.REDISPATCHES);
    }
    return true;
  }

  /** {@code retries}, unless {@code retry-on} leaves failed connections out. */
  private int retriesAllowed() {
    return retry.retryOn().contains(RetryOn.CONN_FAILURE) ? retry.retries() : 0;
  }

  /** Every N-th retry, or counted back from the last; what hashes no key need not wait for it. */
  private boolean redispatches(int failures) {
    int interval = retry.redispatchInterval();
    if (interval == 0 || isForced()) {
      return false;
    }
    int step = interval > 0 ? interval : retry.retries() + 1 + interval;
    if (step > 0 && failures % step == 0) {
      return true;
    }
    if (!session.server().usable()) {
      return true;
    }
    return session.directServer() == null
        && !backend.config().backend().balance().hashes()
        && backend.activeUsable() > 1;
  }

  /** {@code force-persist}: no other server will do. */
  private boolean isForced() {
    return session.persistence() != null && session.persistence().isForced();
  }

  /** Where a rule or a cookie chose the server, balancing is to choose now. */
  private void giveUpDirect() {
    if (session.directServer() != null) {
      session.persistence().giveUp();
    }
  }

  private void pauseAfter(ConnectFailure failure) throws ConnectionException {
    if (failure.kind() == ConnectFailure.Kind.TIMEOUT
        || failure.kind() == ConnectFailure.Kind.NO_SOURCE_PORT) {
      return;
    }
    int connect = session.backendTimeouts().connect();
    int millis = connect == 0 ? TURN_AROUND_MILLIS : Math.min(connect, TURN_AROUND_MILLIS);
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    session.client().watchPeer(Thread.currentThread());
    try {
      while (!session.watch().left()) {
        long now = System.nanoTime();
        long left = Math.min(until - now, session.watch().deadline() - now);
        if (left <= 0) {
          return;
        }
        LockSupport.parkNanos(this, left);
      }
    } finally {
      session.client().watchPeer(null);
    }
  }

  private void giveUp(ConnectFailure failure) {
    char cause =
        switch (failure.kind()) {
          case TIMEOUT -> 's';
          case NO_SOURCE_PORT, NO_DESCRIPTOR -> 'R';
          default -> 'S';
        };
    if (session.ending().note(cause, 'C')) {
      session.traffic().countServerSide(Counter.FAILED_CONNECTIONS);
    }
  }
}
