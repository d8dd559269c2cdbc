package io.haloom.http.h2;

import io.haloom.http.CarriedFrames;
import io.haloom.http.CarriedFrames.Event;
import io.haloom.http.Lingering;
import io.haloom.http.ResponseHead;
import io.haloom.http.ServerChannel;
import io.haloom.http.ServerStreams;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.net.ConnectionException.Kind;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.locks.LockSupport;

/** A connection to a server: requests are streams that are begun here. */
final class H2ServerConnection extends H2Connection implements ServerStreams {
  private static final byte[] PREFACE = FrameWriter.preface();

  /** Streams that were reset here not long ago, of which something may still be on its way. */
  private static final int RESETS_REMEMBERED = 32;

  /** How long a server that is told what was wrong may go on sending, and may take to hear it. */
  private static final int LINGER_MILLIS = 1000;

  private final ResponseReader responseReader;
  private final ArrayDeque<H2Stream> waiting = new ArrayDeque<>(0);
  private final int[] resets = new int[RESETS_REMEMBERED];
  private int resetCount;
  private final Ended ended;
  private volatile Thread watcher;

  /** The last identifier that was given to a stream. */
  private int lastStream = -1;

  /** The last one that was given below 0, to a stream that has not begun. */
  private int lastUnbegun;

  /** How many requests there have been. */
  private int requests;

  /** Streams that count, for they have neither ended on both sides nor been reset. */
  private int active;

  /** Whether the server takes no more streams. */
  private volatile boolean leaves;

  /** Whether it is about to end by what happens here. */
  private volatile boolean closing;

  H2ServerConnection(Connection connection, H2Setup setup, CarriedFrames events, Ended ended) {
    super(connection, setup, setup.tune().servers(), events);
    this.responseReader = new ResponseReader(decoder(), setup);
    this.ended = ended;
  }

  /** Says what a client says first, and begins to read. */
  void begin() {
    lock();
    try {
      ByteBuffer room = output().room(PREFACE.length + Settings.WRITTEN);
      room.put(PREFACE);
      setup().tune().toServers(buffers().limits().bufsize()).write(room);
    } finally {
      unlock();
    }
    connection().deadline(0);
    connection().timeout(0);
    setup().transport().forkNear(connection(), this::read);
    output().flushAside();
  }

  // --- reading ---------------------------------------------------------------------------------

  private void read() {
    try {
      do {
        pass();
      } while (input().receive() >= 0);
    } catch (H2Exception e) {
      refuse(e);
    } catch (ConnectionException e) {
      broken(e);
    } finally {
      over();
    }
  }

  /** What comes while it ends is nobody's. */
  private void pass() throws H2Exception {
    if (isBroken()) {
      input().discard();
    } else {
      passReceived();
    }
  }

  private void refuse(H2Exception e) {
    happened(Event.CONNECTION_ERROR);
    lock();
    try {
      closing = true;
      if (!isBroken()) {
        goAway(0, e.code());
      }
    } finally {
      unlock();
    }
    output().flushAll();
    breakStreams(Kind.RESET);
    Lingering.on(connection(), LINGER_MILLIS);
  }

  private void over() {
    breakStreams(Kind.RESET);
    lock();
    try {
      input().close();
    } finally {
      unlock();
    }
    connection().close();
    LockSupport.unpark(watcher);
    ended.ended();
  }

  @Override
  boolean mayRead() {
    return true;
  }

  @Override
  void outputMoved() {}

  @Override
  boolean isClient() {
    return true;
  }

  @Override
  boolean isIdle(int stream) {
    return stream > lastStream || (stream & 1) == 0;
  }

  @Override
  void wasReset(int stream) {
    resets[resetCount++ % RESETS_REMEMBERED] = stream;
  }

  /** What was on its way when a stream was reset here is nobody's. */
  private boolean isRemembered(int stream) {
    for (int reset : resets) {
      if (reset == stream) {
        return true;
      }
    }
    return false;
  }

  @Override
  void lateData(int stream) throws H2Exception {
    notIdle(stream);
    if (!isRemembered(stream)) {
      throw H2Exception.stream(stream, ErrorCode.STREAM_CLOSED, "DATA on a stream that has ended");
    }
  }

  @Override
  public void fields(int id, byte[] block, int from, int to, boolean last) throws H2Exception {
    happened(Event.HEADERS_RECEIVED);
    H2ServerStream stream = (H2ServerStream) stream(id);
    if (stream == null || stream.isReset()) {
      notIdle(id);
      decoder().skip(block, from, to);
      if (stream == null && !isRemembered(id)) {
        throw H2Exception.stream(id, ErrorCode.STREAM_CLOSED, "HEADERS on a stream that has ended");
      }
    } else if (stream.input().isEnded()) {
      decoder().skip(block, from, to);
      throw H2Exception.stream(id, ErrorCode.STREAM_CLOSED, "HEADERS behind the end of a stream");
    } else if (stream.isAnswered()) {
      TrailerReader trailers = new TrailerReader(decoder());
      trailers.read(id, block, from, to, last);
      stream.receivedEnd(trailers.headers());
    } else {
      response(stream, block, from, to, last);
    }
  }

  private void response(H2ServerStream stream, byte[] block, int from, int to, boolean last)
      throws H2Exception {
    ResponseHead head =
        responseReader.read(stream.id(), block, from, to, last, stream.method(), stream.protocol());
    if (last && !head.isBodiless() && head.announcedLength() > 0) {
      throw H2Exception.stream(
          stream.id(), ErrorCode.PROTOCOL_ERROR, "no DATA where some was announced");
    }
    stream.received(head);
    if (last) {
      stream.receivedEnd(null);
    }
  }

  /** Those beyond the last that will be answered may be asked for again. */
  @Override
  void goesAway(int last) {
    leaves = true;
    streams()
        .forEach(
            stream -> {
              if (stream.id() < 0 || stream.id() > last) {
                stream.peerReset(ErrorCode.REFUSED_STREAM.code());
              }
            });
    LockSupport.unpark(watcher);
  }

  @Override
  void settled() {
    turn();
  }

  // --- streams ---------------------------------------------------------------------------------

  @Override
  public ServerChannel open() {
    lock();
    try {
      if (roomLeft() <= 0) {
        return null;
      }
      H2ServerStream stream = new H2ServerStream(this, --lastUnbegun, side().initialWindowSize());
      streams().add(stream);
      carried().begun(connection());
      return new H2ServerExchange(this, stream, ++requests);
    } finally {
      unlock();
    }
  }

  /** Gives a stream its identifier, when its turn has come. */
  void begins(H2ServerStream stream) {
    lastStream += 2;
    active++;
    streams().identify(stream, lastStream);
  }

  /**
   * A stream is over before anything was sent on it. Where it is alone the server is told, as by
   * HAProxy; what servers make of that ends the connection, which others need.
   */
  void refuses(H2ServerStream stream) {
    if (openStreams() == 1) {
      begins(stream);
      reset(stream.id(), ErrorCode.INTERNAL_ERROR);
      leaves = true;
    }
    stream.resetSent();
  }

  /** Whether a stream may begin now. */
  boolean mayBegin() {
    return isSettled() && active < peer().maxConcurrentStreams();
  }

  /** The stream is woken up when {@link #mayBegin} may have changed. */
  void waitsForTurn(H2Stream stream) {
    waiting.add(stream);
  }

  private void turn() {
    for (H2Stream stream = waiting.poll(); stream != null; stream = waiting.poll()) {
      stream.roomToSend();
    }
  }

  @Override
  void protocolEnded(H2Stream stream) {
    if (stream.id() > 0) {
      active--;
      turn();
    }
  }

  @Override
  void left(H2Stream stream) {}

  @Override
  void refused() {}

  /** As many as the server allows, and as there are identifiers left. */
  private int roomLeft() {
    if (leaves || isBroken() || closing) {
      return 0;
    }
    int most = Math.min(side().mostStreams(), peer().maxConcurrentStreams());
    int identifiers = (Integer.MAX_VALUE - 1 - Math.max(lastStream, 0)) / 2;
    return Math.min(most, identifiers) - openStreams();
  }

  @Override
  public int room() {
    lock();
    try {
      return Math.max(0, roomLeft());
    } finally {
      unlock();
    }
  }

  @Override
  public int requests() {
    return requests;
  }

  @Override
  public boolean isUsable() {
    return !leaves && !isBroken() && !closing && !connection().peerClosed();
  }

  // --- the end ---------------------------------------------------------------------------------

  @Override
  public void watch(Thread waiter) {
    watcher = waiter;
    if (waiter != null && !isUsable()) {
      LockSupport.unpark(waiter);
    }
  }

  /** What waits for sending is sent first, and the server may end it in its turn. */
  @Override
  public void close() {
    lock();
    try {
      if (closing || isBroken()) {
        return;
      }
      closing = true;
    } finally {
      unlock();
    }
    setup().transport().forkNear(connection(), this::leave);
  }

  private void leave() {
    connection().deadline(connection().now() + LINGER_MILLIS * 1_000_000L);
    output().flushAll();
    breakStreams(Kind.ABORTED);
    connection().shutdownOutput();
  }
}
