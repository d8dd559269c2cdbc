package io.haloom.http.h2;

import io.haloom.http.Headers;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.net.ConnectionException.Kind;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;

/**
 * A stream of a connection (RFC 9113, section 5), with its own two windows, timeouts and end.
 *
 * <p>At most one thread reads and one writes. All state is guarded by the connection's lock, which
 * nobody holds while parked.
 */
class H2Stream implements IdTable.Entry {
  private final H2Connection of;
  private int id;
  private final StreamInput input;
  private final StreamOutput output;
  private final Connection connection;

  /** RST_STREAM has gone out, or has come. */
  private boolean isReset;

  private volatile boolean peerReset;

  /** What has ended the connection, or null. */
  private volatile Kind broken;

  /** Whether the connection ends with it where it is not answered. */
  private boolean endsUnanswered;

  /** Whether it did no harm if the peer asked for it again. */
  private boolean isRepeatable;

  private volatile boolean aborted;
  private boolean closed;

  /** What is aborted when the peer is gone, or null. */
  private Connection dependent;

  private final StreamWaiters waiters;

  /** Whether it counts no more among those that the peer may have at once. */
  private boolean protocolEnded;

  /**
   * @param id below 0 where it has none yet
   * @param receiveWindow bytes that the peer may send
   */
  H2Stream(H2Connection of, int id, int receiveWindow) {
    this.of = of;
    this.id = id;
    this.connection = new StreamConnection(this, of.connection());
    this.input = new StreamInput(this, of.buffers(), receiveWindow);
    this.waiters = new StreamWaiters(of, this);
    this.output = new StreamOutput(of, this, waiters, of.peer().initialWindowSize());
  }

  @Override
  public int id() {
    return id;
  }

  void identify(int known) {
    id = known;
  }

  /** The connection that carries it. */
  Connection base() {
    return of.connection();
  }

  /** Those of its connection. */
  int glitches() {
    return of.input().glitches().count();
  }

  /** What it is to who knows nothing of HTTP/2. */
  Connection connection() {
    return connection;
  }

  StreamInput input() {
    return input;
  }

  H2Exception error(ErrorCode code, String reason) {
    return H2Exception.stream(id, code, reason);
  }

  final StreamWaiters waiters() {
    return waiters;
  }

  StreamOutput output() {
    return output;
  }

  boolean isReset() {
    return isReset;
  }

  /** Whether both sides have sent all, though its thread may not be done with it yet. */
  boolean hasEnded() {
    return output.isEnded() && input.isEnded();
  }

  // --- what the connection's reader tells, under the lock --------------------------------------

  void received(byte[] bytes, int from, int to) throws H2Exception {
    input.add(bytes, from, to);
    waiters.active();
    waiters.wakeReader();
  }

  /** Its last frame of DATA has come. */
  void receivedEnd() throws H2Exception {
    input.endData();
    ended();
  }

  /**
   * It ends behind a head.
   *
   * @param trailers that head, or null where it is the only one
   */
  void receivedEnd(Headers trailers) throws H2Exception {
    input.end(trailers);
    ended();
  }

  private void ended() {
    waiters.active();
    waiters.wakeReader();
    mayHaveEnded();
  }

  /**
   * The peer wants no more of it.
   *
   * @param code why, as it was sent
   */
  void peerReset(int code) {
    peerReset = true;
    abortDependent();
    resetSent();
  }

  /** What the peer has sent on it was wrong, and it was reset. */
  void failed() {
    resetSent();
  }

  /** This side has ended it by RST_STREAM. */
  void resetSent() {
    isReset = true;
    waiters.wakeAll();
    mayHaveEnded();
  }

  /** One side has ended it, or it was reset. */
  void mayHaveEnded() {
    if (!protocolEnded && (isReset || hasEnded())) {
      protocolEnded = true;
      of.protocolEnded(this);
    }
  }

  /** The connection is no more. */
  void broken(Kind kind) {
    broken = kind;
    abortDependent();
    waiters.wakeAll();
  }

  /** There may be room for what it has to send. */
  void roomToSend() {
    waiters.wakeWriter();
  }

  /** The reader of this stream has taken so many bytes. */
  void consumed(int bytes) {
    of.windows().unread(-bytes);
    int whole = of.side().initialWindowSize();
    if (input.runsAhead(whole)) {
      of.windows().runsAhead();
    }
    int credit = input.credit(whole);
    if (credit > 0) {
      of.windows().tell(id, credit);
    }
  }

  // --- waiting ---------------------------------------------------------------------------------

  ConnectionException failure(Kind kind, String message) {
    return new ConnectionException(connection, kind, message);
  }

  /** Whether anything may be sent on it. */
  void checkSendable() throws ConnectionException {
    checkUsable();
    if (output.isEnded()) {
      throw failure(Kind.CLOSED, "the stream has ended");
    }
  }

  final void checkUsable() throws ConnectionException {
    if (aborted) {
      throw failure(Kind.ABORTED, "aborted");
    }
    if (closed) {
      throw failure(Kind.CLOSED, "closed");
    }
    if (isReset) {
      throw failure(Kind.RESET, "the stream was reset");
    }
    if (broken != null) {
      throw failure(broken, "the connection has ended");
    }
  }

  /** Waits until there are so many bytes of payload, or its end. */
  void awaitInput(long atLeast) throws ConnectionException {
    // Of what was taken the peer is told before anybody waits for more.
    of.output().flushAside();
    of.lock();
    try {
      waiters.begin();
      while (input.queued() < atLeast && !input.isEnded()) {
        checkUsable();
        waiters.await(true);
      }
    } finally {
      of.unlock();
    }
  }

  /** The next payload, as {@link StreamInput#take()}; null at its end. */
  ByteBuffer next() throws ConnectionException {
    of.lock();
    try {
      checkReadable();
      ByteBuffer part = input.take();
      if (part != null || input.isEnded()) {
        return part;
      }
    } finally {
      of.unlock();
    }
    awaitInput(1);
    return next();
  }

  /** What has come before a reset, or before the end of the connection, is there to be read. */
  private void checkReadable() throws ConnectionException {
    if (aborted || closed || input.queued() == 0 && !input.isEnded()) {
      checkUsable();
    }
  }

  /** Takes payload that is there, as much as fits; -1 at its end. */
  int take(ByteBuffer into) throws ConnectionException {
    of.lock();
    try {
      checkReadable();
      int count = input.take(into);
      return count == 0 && input.isEnded() ? -1 : count;
    } finally {
      of.unlock();
    }
  }

  // --- what goes out ---------------------------------------------------------------------------

  /** Where nothing is answered, the peer is to leave. */
  void endsUnanswered() {
    endsUnanswered = true;
  }

  void flush() throws ConnectionException {
    of.flush();
    if (broken != null && !aborted) {
      throw failure(broken, "the connection has ended");
    }
  }

  // --- the end ---------------------------------------------------------------------------------

  /** Where nothing is answered, the peer may ask again. */
  void mayBeAskedAgain() {
    isRepeatable = true;
  }

  /** Ends it with this code, where it has not ended by itself. */
  void end(ErrorCode code) {
    of.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      boolean unanswered = !output.isAnswered() && !isReset;
      boolean refused = endsUnanswered && unanswered;
      ErrorCode told = unanswered && isRepeatable ? ErrorCode.REFUSED_STREAM : code;
      of.ended(this, hasEnded() ? null : refused ? ErrorCode.ENHANCE_YOUR_CALM : told);
      if (refused) {
        of.refused();
      }
      isReset |= !protocolEnded;
      mayHaveEnded();
      waiters.wakeAll();
    } finally {
      of.unlock();
    }
    of.flush();
  }

  /** From any thread: whoever waits, or will wait, for it fails. */
  void abort() {
    aborted = true;
    of.lock();
    try {
      waiters.wakeAll();
    } finally {
      of.unlock();
    }
  }

  /** Ends all of the connection. */
  void abortConnection() {
    of.abort();
  }

  boolean isAborted() {
    return aborted;
  }

  /** Whether the peer has reset it, or is gone with its connection. */
  boolean isPeerGone() {
    return peerReset || broken != null;
  }

  private void abortDependent() {
    if (dependent != null) {
      dependent.abort();
      dependent = null;
    }
  }

  /** As {@link Connection#abortWithPeer}. */
  void abortWithPeer(Connection other) {
    of.lock();
    try {
      dependent = other;
      if (isPeerGone()) {
        abortDependent();
      }
    } finally {
      of.unlock();
    }
  }

  /** As {@link Connection#watchPeer}. */
  void watch(Thread waiter) {
    waiters.watcher(waiter);
    if (waiter != null && (aborted || isPeerGone())) {
      LockSupport.unpark(waiter);
    }
  }

  // --- limits ----------------------------------------------------------------------------------

  void timeout(int millis) {
    of.lock();
    try {
      waiters.timeout(millis);
    } finally {
      of.unlock();
    }
  }

  void deadline(long nanoTime) {
    of.lock();
    try {
      waiters.deadline(nanoTime);
    } finally {
      of.unlock();
    }
  }
}
