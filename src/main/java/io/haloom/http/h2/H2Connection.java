package io.haloom.http.h2;

import io.haloom.http.CarriedFrames;
import io.haloom.http.CarriedFrames.Event;
import io.haloom.http.MessageBuffers;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A connection of HTTP/2, whichever end this is: its streams, their windows, what both sides have
 * agreed on, and how it ends (RFC 9113). One thread reads its frames; the threads of its streams
 * wait for what it has read, and leave frames in its {@link FrameOutput}.
 *
 * <p>Its lock guards all of it and of its streams. Nobody who holds it waits for anything, so it is
 * held for moments; where the threads of a loop never run at once, nobody ever finds it taken.
 */
abstract class H2Connection implements FrameInput.Receiver {
  private static final byte[] NOTHING = {};

  private final Connection connection;
  private final H2Setup setup;
  private final H2Tune.Side side;
  private final CarriedFrames events;
  private final ReentrantLock lock = new ReentrantLock();
  private final StreamTable streams = new StreamTable();
  private final Settings peer = new Settings();
  private final FrameOutput output;
  private final FrameInput input;
  private final HpackDecoder decoder;
  private final HeadEncoder encoder;

  private final ConnectionWindows windows = new ConnectionWindows(this);

  /** The stream of the DATA that comes, or null where nobody wants it. */
  private H2Stream receiving;

  /** The last stream that will be answered, once GOAWAY has been sent; or else -1. */
  private int lastAnswered = -1;

  private volatile ConnectionException.Kind broken;

  /** Whether the peer has told its settings, as it must before all else. */
  private boolean settled;

  H2Connection(Connection connection, H2Setup setup, H2Tune.Side side, CarriedFrames events) {
    this.connection = connection;
    this.setup = setup;
    this.side = side;
    this.events = events;
    int frameSize = setup.tune().frameSize(setup.buffers().limits().bufsize());
    this.output = new FrameOutput(this, setup.buffers(), setup.transport(), events);
    this.input = new FrameInput(connection, setup.buffers(), frameSize, side.glitchesThreshold());
    this.decoder = new HpackDecoder(setup.tune().headerTableSize(), setup.listLimit());
    this.encoder = new HeadEncoder(this, peer);
  }

  final CarriedFrames carried() {
    return events;
  }

  public final Connection connection() {
    return connection;
  }

  final MessageBuffers buffers() {
    return setup.buffers();
  }

  /** What the configuration says of clients, or of servers. */
  final H2Tune.Side side() {
    return side;
  }

  final H2Setup setup() {
    return setup;
  }

  final FrameOutput output() {
    return output;
  }

  /** Leaves heads and trailers for sending. */
  final HeadEncoder heads() {
    return encoder;
  }

  final ConnectionWindows windows() {
    return windows;
  }

  final FrameInput input() {
    return input;
  }

  final HpackDecoder decoder() {
    return decoder;
  }

  final void lock() {
    lock.lock();
  }

  final void unlock() {
    lock.unlock();
  }

  final void happened(Event event) {
    events.happened(connection, event);
  }

  // --- streams ---------------------------------------------------------------------------------

  final H2Stream stream(int id) {
    return streams.get(id);
  }

  final int openStreams() {
    return streams.size();
  }

  /** What the peer has told of itself. */
  final Settings peer() {
    return peer;
  }

  /** Whether the peer has told its settings. */
  final boolean isSettled() {
    return settled;
  }

  final StreamTable streams() {
    return streams;
  }

  /** Both sides have ended it, or nobody uses it any more and it is reset with this code. */
  final void ended(H2Stream stream, ErrorCode reset) {
    if (reset != null && stream.id() > 0 && !stream.isReset() && broken == null) {
      reset(stream.id(), reset);
      wasReset(stream.id());
    }
    streams.remove(stream);
    stream.waiters().close();
    windows.unread(-stream.input().close());
    left(stream);
  }

  /** A stream has been reset by this side, and nobody remembers it. */
  void wasReset(int stream) {}

  /** A stream is no more. */
  abstract void left(H2Stream stream);

  /** A stream was not worth an answer. */
  abstract void refused();

  /** A stream has ended on both sides, or has been reset; it may still be used here. */
  abstract void protocolEnded(H2Stream stream);

  final void reset(int stream, ErrorCode code) {
    FrameWriter.reset(output.room(FrameHeader.LENGTH + 4), stream, code);
    happened(Event.RESET_SENT);
  }

  // --- reading ---------------------------------------------------------------------------------

  /** Whether the next frame may be read. */
  abstract boolean mayRead();

  /** Some of what waited to be sent has gone, or nothing goes any more. */
  abstract void outputMoved();

  /** Passes on what has been received, as far as that may be. */
  final void passReceived() throws H2Exception {
    lock.lock();
    try {
      while (mayRead() && input.next(this)) {
        continue;
      }
      windows.tell();
    } finally {
      lock.unlock();
    }
    output.flushAside();
  }

  @Override
  public final void begins(FrameHeader header) throws H2Exception {
    boolean tells = header.type() == FrameType.SETTINGS && !header.has(FrameHeader.ACK);
    if (!settled && !tells) {
      throw H2Exception.connection(ErrorCode.PROTOCOL_ERROR, "no SETTINGS behind the preface");
    }
  }

  @Override
  public final void failed(H2Exception e) throws H2Exception {
    happened(Event.STREAM_ERROR);
    input.floods().costs(FloodLimit.STREAM / 2);
    input.glitches().add();
    reset(e.stream(), e.code());
    H2Stream stream = streams.get(e.stream());
    if (stream != null) {
      stream.failed();
    }
    receiving = receiving == stream ? null : receiving;
  }

  @Override
  public final void data(FrameHeader header) throws H2Exception {
    happened(Event.DATA_RECEIVED);
    int length = header.length();
    windows.received(length);
    H2Stream stream = streams.get(header.stream());
    receiving = null;
    if (stream == null || stream.isReset()) {
      lateData(header.stream());
      return;
    }
    stream.input().begin(length, length - input.dataLength());
    receiving = stream;
  }

  /** DATA of a stream that is none, or none any more. */
  abstract void lateData(int stream) throws H2Exception;

  @Override
  public final void data(int id, ByteBuffer bytes, int from, int to) throws H2Exception {
    if (receiving != null) {
      receiving.received(bytes.array(), from, to);
      windows.unread(to - from);
    }
  }

  @Override
  public final void dataEnd(int id, boolean last) throws H2Exception {
    H2Stream stream = receiving;
    receiving = null;
    if (last && stream != null) {
      // As HAProxy does, though nothing more may come.
      windows.tell(id, input.dataLength());
      stream.receivedEnd();
    }
  }

  @Override
  public final void frame(FrameHeader header, FramePayload payload, ByteBuffer bytes)
      throws H2Exception {
    switch (header.type()) {
      case SETTINGS -> settings(header, bytes, payload.from(), payload.to());
      case PING -> output.pong(header, payload.opaque());
      case WINDOW_UPDATE -> widen(header.stream(), payload.increment());
      case RST_STREAM -> peerReset(header.stream(), payload.errorCode());
      case GOAWAY -> {
        happened(Event.GOAWAY_RECEIVED);
        goesAway(payload.lastStream());
      }
      case PUSH_PROMISE ->
          throw H2Exception.connection(ErrorCode.PROTOCOL_ERROR, "a push was not asked for");
      default -> {}
    }
  }

  /** Whether a stream has never been. */
  abstract boolean isIdle(int stream);

  /** The peer begins no more streams, or answers none beyond that one. */
  abstract void goesAway(int lastStream);

  private void settings(FrameHeader header, ByteBuffer bytes, int from, int to) throws H2Exception {
    if (header.has(FrameHeader.ACK)) {
      return;
    }
    boolean again = settled;
    settled = true;
    happened(Event.SETTINGS_RECEIVED);
    int before = peer.initialWindowSize();
    peer.read(bytes, from, to, isClient());
    encoder.tableLimit(peer.headerTableSize());
    settled();
    int wider = peer.initialWindowSize() - before;
    if (again && wider < 0) {
      input.glitches().add();
    }
    streams.widenAll(wider);
    FrameWriter.settingsAck(output.room(FrameHeader.LENGTH));
  }

  /** The peer has told its settings, or other ones. */
  void settled() {}

  abstract boolean isClient();

  private void widen(int id, int bytes) throws H2Exception {
    if (id == 0) {
      windows.widen(bytes);
      return;
    }
    notIdle(id);
    H2Stream stream = streams.get(id);
    if (stream != null) {
      stream.output().widen(bytes);
    }
  }

  private void peerReset(int id, int code) throws H2Exception {
    happened(Event.RESET_RECEIVED);
    notIdle(id);
    H2Stream stream = streams.get(id);
    if (stream != null) {
      stream.peerReset(code);
    }
  }

  final void notIdle(int id) throws H2Exception {
    if (isIdle(id)) {
      throw H2Exception.connection(
          ErrorCode.PROTOCOL_ERROR, "a frame on a stream that has not begun");
    }
  }

  // --- the end ---------------------------------------------------------------------------------

  final void flush() {
    if (streams.size() > 1) {
      output.flushAside();
    } else {
      output.flush();
    }
  }

  /** Tells the peer which stream was the last; with the lock. */
  final void goAway(int lastStream, ErrorCode code) {
    lastAnswered = lastStream;
    FrameWriter.goAway(output.room(FrameHeader.LENGTH + 8), Math.max(0, lastStream), code, NOTHING);
    happened(Event.GOAWAY_SENT);
  }

  /** Whether GOAWAY has been sent. */
  final boolean isGoing() {
    return lastAnswered >= 0;
  }

  final int lastAnswered() {
    return lastAnswered;
  }

  /** The connection has failed. */
  final void broken(ConnectionException e) {
    breakStreams(e.kind());
    connection.abort();
  }

  /** Nothing more comes or goes: streams that are under way fail. */
  final void breakStreams(ConnectionException.Kind kind) {
    lock.lock();
    try {
      if (broken == null) {
        broken = kind;
        output.close();
        streams.forEach(stream -> stream.broken(kind));
      }
    } finally {
      lock.unlock();
    }
  }

  final boolean isBroken() {
    return broken != null;
  }

  /** Ends all at once, from any thread. */
  public void abort() {
    broken(new ConnectionException(connection, ConnectionException.Kind.ABORTED, "aborted"));
  }
}
