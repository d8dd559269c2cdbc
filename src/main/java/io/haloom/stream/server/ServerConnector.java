package io.haloom.stream.server;

import io.haloom.model.BackendConfig.RetryConfig;
import io.haloom.model.BackendConfig.RetryOn;
import io.haloom.model.Option;
import io.haloom.net.ConnectFailure;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.proxy.Backend;
import io.haloom.proxy.Server;
import io.haloom.proxy.count.Counter;
import io.haloom.stream.Stream;
import io.haloom.stream.server.ServerAssigner.Assignment;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Reaches a server: the loop of choice, attempt, retry and redispatch (configuration manual, {@code
 * retries} and {@code option redispatch}).
 */
public final class ServerConnector {
  /** The pause before the same server is tried again. */
  private static final int TURN_AROUND_MILLIS = 1000;

  private final Stream stream;
  private final Dial dial;
  private Backend backend;
  private RetryConfig retry;
  private int failures;

  /** One attempt to reach the stream's server. */
  @FunctionalInterface
  interface Dial {
    Connection attempt(Stream stream) throws ConnectFailure, ConnectionException;

    /** The server to choose where nothing else decides, or null. */
    default Server preferred(Stream stream) {
      return null;
    }

    /** Whether the server that was chosen need not be reached, and the client is told so. */
    default boolean isNeedless(Stream stream) {
      return false;
    }
  }

  public ServerConnector(Stream stream) {
    this(stream, ServerDial::attempt);
  }

  public ServerConnector(Stream stream, Dial dial) {
    this.stream = stream;
    this.dial = dial;
  }

  /**
   * Begins with the stream's backend of now.
   *
   * @return the connection, its header sent; or null, and the stream's termination state says why
   */
  public Connection connect() throws ConnectionException {
    backend = stream.backend();
    retry = stream.backendConfig().backend().retry();
    failures = 0;
    stream.termination().phase('Q');
    if (stream.backendConfig().backend().dispatch() != null
        || stream.backendConfig().has(Option.TRANSPARENT)) {
      return connectFixed();
    }
    return assign(null) && !dial.isNeedless(stream) ? attempt() : null;
  }

  /** The same server again, which is no retry. */
  public Connection redial() throws ConnectionException {
    return attempt();
  }

  /** Whether {@code retries} leaves another attempt. */
  public boolean mayRetry() {
    return failures < retry.retries();
  }

  /**
   * Another attempt in the place of one whose response is not to be had ({@code retry-on}), at the
   * same server or another; it counts as a retry twice, as HAProxy counts. Null as in {@link
   * #connect}.
   */
  public Connection retry() throws ConnectionException {
    failures++;
    stream.counters().countServerSide(Counter.RETRIES);
    Server failed = stream.server();
    if (failed != null && redispatches(failures)) {
      return reassign(failed) ? attempt() : null;
    }
    stream.timing().retried();
    stream.counters().countServerSide(Counter.RETRIES);
    return failed == null ? attemptFixed() : attempt();
  }

  private Connection attempt() throws ConnectionException {
    while (true) {
      stream.termination().phase('C');
      try {
        return established(dial.attempt(stream));
      } catch (ConnectFailure failure) {
        if (!again(failure, ++failures)) {
          return null;
        }
      }
    }
  }

  // --- choice ----------------------------------------------------------------------------------

  private boolean assign(Server avoid) throws ConnectionException {
    Server preferred = avoid == null ? dial.preferred(stream) : null;
    Assignment choice = new ServerAssigner(stream).assign(avoid, preferred);
    if (choice instanceof Assignment.Assigned assigned) {
      stream.upstream().slot(assigned.slot());
      stream.timing().queued(stream.elapsedMillis());
      return true;
    }
    stream.upstream().releaseSlot();
    if (choice instanceof Assignment.QueueFull && mayLeaveDirect()) {
      giveUpDirect();
      return assign(avoid);
    }
    switch (choice) {
      case Assignment.QueueTimeout t -> {
        stream.timing().queued(stream.elapsedMillis());
        failed('s', 'Q', Counter.FAILED_CONNECTIONS);
      }
      case Assignment.ClientGone g -> {
        stream.timing().queued(stream.elapsedMillis());
        clientGone('Q');
      }
      case Assignment.ClientTimeout t -> stream.failures().clientTimedOut();
      case Assignment.QueueFull full -> queueFull(full.server());
      default -> failed('S', 'C', Counter.FAILED_CONNECTIONS);
    }
    return false;
  }

  private boolean mayLeaveDirect() {
    return stream.directServer() != null && !isForced() && retry.redispatchInterval() != 0;
  }

  private void failed(char cause, char phase, Counter counter) {
    if (stream.termination().note(cause, phase)) {
      backend.counters().increment(stream.stripe(), counter);
    }
  }

  private void queueFull(Server server) {
    stream.upstream().namedBy(server);
    if (stream.termination().note('S', 'Q')) {
      stream.counters().countServerSide(Counter.FAILED_CONNECTIONS);
    }
  }

  private void clientGone(char phase) {
    if (stream.session().shutdownCause() != 0) {
      stream.termination().note(stream.session().shutdownCause(), '-');
    } else {
      stream.termination().note('C', phase);
    }
  }

  // --- attempts --------------------------------------------------------------------------------

  private Connection established(Connection server) {
    stream.timing().connected(stream.elapsedMillis());
    stream.upstream().connection(server);
    server.timeout(stream.serverTimeout());
    if (stream.server() != null) {
      stream.server().observed(true);
    }
    return server;
  }

  private Connection connectFixed() throws ConnectionException {
    stream.timing().queued(stream.elapsedMillis());
    return attemptFixed();
  }

  private Connection attemptFixed() throws ConnectionException {
    for (; ; failures++) {
      stream.termination().phase('C');
      try {
        return established(dial.attempt(stream));
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

  /** Whether another attempt follows; the stream then has its server. */
  private boolean again(ConnectFailure failure, int failures) throws ConnectionException {
    Server failed = stream.server();
    if (failure.kind() == ConnectFailure.Kind.PEER_GONE) {
      stream.upstream().releaseSlot();
      clientGone('C');
      return false;
    }
    if (clientTimedOut()) {
      return false;
    }
    failed.observed(false);
    if (failures > retriesAllowed() || isFinal(failure)) {
      giveUp(failure);
      stream.upstream().releaseSlot();
      return false;
    }
    if (redispatches(failures)) {
      stream.upstream().releaseSlot();
      return (backend.activeUsable() > 1 || stillWanted(failure)) && reassign(failed);
    }
    stream.timing().retried();
    stream.counters().countServerSide(Counter.RETRIES);
    return stillWanted(failure);
  }

  private static boolean isFinal(ConnectFailure failure) {
    return switch (failure.kind()) {
      case TLS_NAME, TLS_LIMIT -> true;
      default -> false;
    };
  }

  /** Pauses where HAProxy does, and then looks whether the client is still there. */
  private boolean stillWanted(ConnectFailure failure) throws ConnectionException {
    pauseAfter(failure);
    if (stream.watch().left()) {
      stream.upstream().releaseSlot();
      clientGone('C');
      return false;
    }
    return !clientTimedOut();
  }

  private boolean clientTimedOut() {
    if (stream.watch().deadline() - System.nanoTime() > 0) {
      return false;
    }
    stream.upstream().releaseSlot();
    stream.failures().clientTimedOut();
    return true;
  }

  private boolean reassign(Server failed) throws ConnectionException {
    stream.upstream().leaveServer();
    giveUpDirect();
    if (!assign(failed)) {
      return false;
    }
    stream.timing().retried();
    ServerAssigner.countChange(stream, failed, stream.server());
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
    if (!stream.server().usable()) {
      return true;
    }
    return stream.directServer() == null
        && !stream.backendConfig().backend().balance().hashes()
        && backend.activeUsable() > 1;
  }

  /** {@code force-persist}: no other server will do. */
  private boolean isForced() {
    return stream.persistence() != null && stream.persistence().isForced();
  }

  /** Where a rule or a cookie chose the server, balancing is to choose now. */
  private void giveUpDirect() {
    if (stream.directServer() != null) {
      stream.persistence().giveUp();
    }
  }

  private void pauseAfter(ConnectFailure failure) throws ConnectionException {
    switch (failure.kind()) {
      case TIMEOUT, TLS_TIMEOUT, NO_SOURCE_PORT -> {
        return;
      }
      default -> {}
    }
    int connect = stream.backendTimeouts().connect();
    int millis = connect == 0 ? TURN_AROUND_MILLIS : Math.min(connect, TURN_AROUND_MILLIS);
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    stream.client().watchPeer(Thread.currentThread());
    try {
      while (!stream.watch().left()) {
        long now = System.nanoTime();
        long left = Math.min(until - now, stream.watch().deadline() - now);
        if (left <= 0) {
          return;
        }
        LockSupport.parkNanos(this, left);
      }
    } finally {
      stream.client().watchPeer(null);
    }
  }

  private void giveUp(ConnectFailure failure) {
    if (failure.kind() == ConnectFailure.Kind.TLS_NAME) {
      stream.timing().exhausted(retry.retries());
    }
    char cause =
        switch (failure.kind()) {
          case TIMEOUT, TLS_TIMEOUT -> 's';
          case NO_SOURCE_PORT, NO_DESCRIPTOR -> 'R';
          case TLS_LIMIT -> 'I';
          default -> 'S';
        };
    if (stream.termination().note(cause, 'C')) {
      stream.counters().countServerSide(Counter.FAILED_CONNECTIONS);
    }
  }
}
