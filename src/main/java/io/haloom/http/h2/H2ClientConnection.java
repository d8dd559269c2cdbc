package io.haloom.http.h2;

import io.haloom.http.BadMessageException;
import io.haloom.http.CarriedFrames;
import io.haloom.http.CarriedFrames.Event;
import io.haloom.http.ClientStreams;
import io.haloom.http.Framing;
import io.haloom.http.Lingering;
import io.haloom.http.RequestHead;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.net.ConnectionException.Kind;
import java.nio.ByteBuffer;

/** A client's connection: its requests are streams that it begins. */
final class H2ClientConnection extends H2Connection implements ClientStreams {
  private static final byte[] PREFACE = FrameWriter.preface();

  /** How long a client that is told to leave may go on sending. */
  private static final int LINGER_MILLIS = 1000;

  private final RequestReader requestReader;
  private final TotalStreams total;
  private Patience patience;
  private Requests requests;
  private ReaderRest rest;
  private IdleLimit idle;

  /** The client's last stream. */
  private int lastStream;

  /** Streams that count, for they have neither ended on both sides nor been reset. */
  private int active;

  private volatile boolean draining;

  /**
   * @param relaxed whether what is merely suspicious passes
   */
  H2ClientConnection(Connection connection, H2Setup setup, CarriedFrames events, boolean relaxed) {
    super(connection, setup, setup.tune().clients(), events);
    this.requestReader = new RequestReader(decoder(), setup, relaxed);
    this.total = new TotalStreams(side());
  }

  @Override
  public void preload(ByteBuffer bytes) {
    input().preload(bytes);
  }

  @Override
  public void run(Patience limits, Requests to) throws ConnectionException {
    patience = limits;
    requests = to;
    rest = new ReaderRest(this);
    idle = new IdleLimit(limits, connection().now());
    try {
      if (readPreface()) {
        begin();
        readFrames();
        answerAll();
      }
    } catch (H2Exception e) {
      refuse(e);
    } finally {
      over();
    }
  }

  /** The client says nothing more: what it has asked for wholly is still answered. */
  private void answerAll() {
    lock();
    try {
      streams().breakUnended();
    } finally {
      unlock();
    }
    rest.awaitLast();
  }

  private void begin() {
    lock();
    try {
      setup().tune().toClients(buffers().limits().bufsize()).write(output().room(Settings.WRITTEN));
      limitIdle();
    } finally {
      unlock();
    }
    output().flushAside();
  }

  private boolean readPreface() throws H2Exception, ConnectionException {
    try {
      while (!input().skip(PREFACE)) {
        if (!receive()) {
          return false;
        }
      }
      return true;
    } catch (H2Exception e) {
      // It speaks another protocol, and is told nothing in this one (RFC 9113, section 3.4).
      requests.malformed();
      return false;
    }
  }

  private void readFrames() throws H2Exception, ConnectionException {
    do {
      passReceived();
      while (rest.isFull()) {
        rest.awaitRoom();
        passReceived();
      }
    } while (receive());
  }

  /** False where the connection is over: by the client, or by its silence. */
  private boolean receive() throws ConnectionException {
    while (!isOver()) {
      try {
        return input().receive() >= 0;
      } catch (ConnectionException e) {
        if (e.kind() != Kind.TIMEOUT) {
          throw e;
        }
        if (expires()) {
          return false;
        }
      }
    }
    return false;
  }

  /** Whether it has told the client to leave, and nothing is under way any more. */
  private boolean isOver() {
    lock();
    try {
      return isBroken() || draining && isGoing() && openStreams() == 0;
    } finally {
      unlock();
    }
  }

  // --- silence ---------------------------------------------------------------------------------

  /** Limits how long the client may be silent: without streams only, for they have timeouts. */
  private void limitIdle() {
    connection().deadline(openStreams() > 0 ? 0 : idle.end(lastStream > 0, isGoing()));
  }

  private boolean expires() {
    lock();
    try {
      if (openStreams() > 0) {
        return false;
      }
      long end = idle.end(lastStream > 0, isGoing());
      boolean silent = end != 0 && connection().now() - end >= 0;
      if (silent && !isGoing()) {
        goAway(lastStream, ErrorCode.NO_ERROR);
      }
      return silent || draining;
    } finally {
      unlock();
    }
  }

  // --- streams ---------------------------------------------------------------------------------

  @Override
  boolean mayRead() {
    return rest.mayRead();
  }

  @Override
  void outputMoved() {
    rest.changed();
  }

  @Override
  boolean isClient() {
    return false;
  }

  @Override
  boolean isIdle(int stream) {
    return stream > lastStream || (stream & 1) == 0;
  }

  @Override
  void lateData(int stream) throws H2Exception {
    notIdle(stream);
    throw H2Exception.stream(stream, ErrorCode.STREAM_CLOSED, "DATA on a stream that has ended");
  }

  @Override
  public void fields(int id, byte[] block, int from, int to, boolean last) throws H2Exception {
    happened(Event.HEADERS_RECEIVED);
    H2Stream stream = stream(id);
    if (stream != null) {
      trailers(stream, block, from, to, last);
    } else if ((id & 1) == 0) {
      throw H2Exception.connection(
          ErrorCode.PROTOCOL_ERROR, "a client's stream has an even number");
    } else if (id <= lastStream) {
      late(id, block, from, to);
    } else {
      request(id, block, from, to, last);
    }
  }

  private void late(int id, byte[] block, int from, int to) throws H2Exception {
    decoder().skip(block, from, to);
    throw H2Exception.connection(ErrorCode.PROTOCOL_ERROR, "HEADERS on a stream that has ended");
  }

  private void trailers(H2Stream stream, byte[] block, int from, int to, boolean last)
      throws H2Exception {
    if (stream.isPeerGone() || stream.hasEnded()) {
      late(stream.id(), block, from, to);
    }
    if (stream.isReset()) {
      // The client did not know yet when it sent them.
      decoder().skip(block, from, to);
      return;
    }
    if (stream.input().isEnded()) {
      decoder().skip(block, from, to);
      throw H2Exception.stream(
          stream.id(), ErrorCode.STREAM_CLOSED, "HEADERS behind the end of a stream");
    }
    TrailerReader trailers = new TrailerReader(decoder());
    trailers.read(stream.id(), block, from, to, last);
    stream.receivedEnd(trailers.headers());
  }

  private void request(int id, byte[] block, int from, int to, boolean last) throws H2Exception {
    int lastTaken = total.begins(id);
    if (isGoing() && id > lastAnswered()) {
      input().floods().costs(FloodLimit.STREAM);
      decoder().skip(block, from, to);
      input().glitches().add();
      return;
    }
    lastStream = id;
    if (lastTaken > 0 && !isGoing()) {
      goAway(lastTaken, ErrorCode.NO_ERROR);
    }
    if (active >= side().mostStreams()) {
      decoder().skip(block, from, to);
      throw H2Exception.stream(id, ErrorCode.REFUSED_STREAM, "more streams than are allowed");
    }
    BadMessageException refusal = null;
    try {
      requestReader.read(id, block, from, to, last);
    } catch (BadMessageException e) {
      refusal = e;
      input().glitches().add();
    } catch (H2Exception e) {
      if (!e.isOfConnection()) {
        requests.malformed();
      }
      throw e;
    }
    begin(id, requestReader.head(), refusal, last);
  }

  private void begin(int id, RequestHead head, BadMessageException refusal, boolean last)
      throws H2Exception {
    if (last && head.announcedLength() > 0) {
      throw H2Exception.stream(id, ErrorCode.PROTOCOL_ERROR, "no DATA where some was announced");
    }
    boolean alone = openStreams() == 0;
    H2Stream stream = new H2Stream(this, id, side().initialWindowSize());
    streams().add(stream);
    active++;
    if (head.framing() == Framing.LENGTH || head.announcedLength() == 0) {
      stream.input().announced(head.announcedLength());
    }
    if (last) {
      stream.receivedEnd(null);
    }
    if (alone) {
      connection().deadline(0);
    }
    carried().begun(connection());
    requests.begins(new H2ClientStream(new H2ClientExchange(this, stream, head), refusal));
  }

  @Override
  void protocolEnded(H2Stream stream) {
    active--;
    if (stream.output().isAnswered()) {
      input().floods().pays(FloodLimit.STREAM);
    } else if (stream.isPeerGone()) {
      input().floods().costs(FloodLimit.STREAM);
    }
  }

  @Override
  void left(H2Stream stream) {
    if (openStreams() == 0) {
      idle.rests(connection().now());
      if (!isBroken()) {
        limitIdle();
        if (draining) {
          connection().deadline(idle.since());
        }
      }
    }
    outputMoved();
  }

  /** A request that is not worth an answer ends its connection with it, as with HAProxy. */
  @Override
  void refused() {
    if ((!isGoing() || lastStream < lastAnswered()) && !isBroken()) {
      goAway(lastStream, ErrorCode.ENHANCE_YOUR_CALM);
      draining = true;
      if (openStreams() == 0) {
        connection().deadline(idle.since());
      }
    }
  }

  /** Nothing is pushed, so there is nothing to be refused; it gets what it has asked for. */
  @Override
  void goesAway(int last) {
    draining = true;
    if (openStreams() == 0) {
      connection().deadline(connection().now());
    }
  }

  // --- the end ---------------------------------------------------------------------------------

  private void refuse(H2Exception e) {
    happened(Event.CONNECTION_ERROR);
    if (e.code() == ErrorCode.ENHANCE_YOUR_CALM) {
      requests.malformed();
    }
    lock();
    try {
      if (!isBroken()) {
        goAway(lastStream, e.code());
      }
    } finally {
      unlock();
    }
    output().flushAll();
    breakStreams(Kind.RESET);
    linger();
  }

  private void linger() {
    int millis = patience.fin() != 0 ? Math.min(patience.fin(), LINGER_MILLIS) : LINGER_MILLIS;
    Lingering.on(connection(), millis);
  }

  private void over() {
    output().flushAll();
    if (isGoing() && !isBroken()) {
      linger();
    }
    breakStreams(Kind.RESET);
    rest.awaitLast();
    lock();
    try {
      input().close();
    } finally {
      unlock();
    }
  }

  @Override
  public void drain() {
    draining = true;
    setup()
        .transport()
        .forkNear(
            connection(),
            () -> {
              lock();
              try {
                if (!isBroken() && !isGoing()) {
                  goAway(lastStream, ErrorCode.NO_ERROR);
                }
                if (!isBroken() && openStreams() == 0) {
                  connection().deadline(connection().now());
                }
              } finally {
                unlock();
              }
              output().flush();
            });
  }
}
