package io.haloom.check;

import io.haloom.http.Carried;
import io.haloom.http.HttpProtocols;
import io.haloom.http.MultiplexedProtocol;
import io.haloom.http.ServerChannel;
import io.haloom.http.ServerStreams;
import io.haloom.model.CheckStep;
import io.haloom.model.Timeouts;
import io.haloom.net.ConnectFailure;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.net.Transport;
import io.haloom.net.UnixAddress;
import io.haloom.proxy.Dialer;
import io.haloom.proxy.Http1Counts;
import io.haloom.proxy.Http2Counts;
import io.haloom.proxy.count.Counters;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/**
 * One run of a check: its connection, what was received, and its limits in time. Used by the one
 * virtual thread that runs the check; only {@link #abort()} may come from elsewhere.
 *
 * <p>Time (configuration manual, {@code timeout check}): without {@code timeout check} all has to
 * end within {@code inter} of the connect. With it, the connect has the lesser of {@code inter} and
 * {@code timeout connect}, and what follows has {@code timeout check}.
 */
final class CheckRun implements AutoCloseable {
  /**
   * Milliseconds that are granted beyond {@code timeout check}: HAProxy's clock rounds up to the
   * next one, and a JVM that has just started shares its cores with its compiler.
   */
  private static final int GRAIN = 4;

  private static final long NANOS = 1_000_000L;

  /** Says whether what was received so far is enough to go on; throws when it is wrong. */
  @FunctionalInterface
  interface Expectation {
    /**
     * @param last nothing more will come
     * @return true to go on, false to wait for more
     */
    boolean met(Received received, boolean last) throws CheckFailure;
  }

  private final Subject subject;
  private final Transport transport;
  private final CheckSamples samples;
  private final Received received;
  private final CheckFacts facts;
  private Http1Counts http1;

  /** Null where the connection carries one request after the other. */
  private ServerStreams streams;

  private long deadline;
  private boolean counted;
  private CheckDial dial;
  private volatile Connection connection;
  private volatile boolean aborted;
  private Position position = Position.step(1);
  private boolean ended;
  private boolean unanswered;
  private boolean silenceIsJudged;

  CheckRun(Subject subject, Transport transport, CheckSamples samples) {
    this.subject = subject;
    this.transport = transport;
    this.samples = samples;
    this.received = new Received(subject.bufsize());
    this.facts = new CheckFacts(subject);
    samples.of(facts, received);
  }

  Subject subject() {
    return subject;
  }

  CheckSamples samples() {
    return samples;
  }

  Received received() {
    return received;
  }

  /** What it says counts as that of other connections of HTTP/1 to the server's backend. */
  void speaksHttp() {
    http1 = subject.server().backend().http1();
  }

  /** Is told of what is received, where that is HTTP. */
  Carried carried() {
    return http1 == null ? Carried.UNTOLD : http1;
  }

  private void countDial() {
    if (http1 != null) {
      counted = true;
      http1.dialled(Counters.ANYWHERE);
    }
  }

  private void countEnd(boolean tried) {
    if (counted) {
      counted = false;
      http1.failed(Counters.ANYWHERE, tried);
    }
  }

  // --- connecting ------------------------------------------------------------------------------

  /** Connects as the server line says. */
  void connect(Position at) throws CheckFailure {
    connect(null, 0, at);
  }

  /**
   * Ends the connection there is, and connects.
   *
   * @param step the {@code connect} rule, or null for the server line's settings
   * @param port what the rule's port expression yields, 0 for nothing
   */
  void connect(CheckStep.Connect step, int port, Position at) throws CheckFailure {
    disconnect();
    position = at;
    long start = System.nanoTime();
    int limit = connectLimit();
    dial = new CheckDial(subject, step, port, limit, it -> connected(it, start + limit * NANOS));
    countDial();
    try {
      Dialer.dial(transport, dial);
    } catch (ConnectFailure e) {
      countEnd(isTried(e.kind()));
      throw unconnected(e, dial.destination());
    } catch (ConnectionException e) {
      throw interrupted(e, "SOCKS4 Proxy handshake aborted by server (");
    }
    int check = subject.timeouts().check();
    int inter = subject.timing().inter();
    deadline = check > 0 ? System.nanoTime() + (check + GRAIN) * NANOS : start + inter * NANOS;
    connection.deadline(deadline);
  }

  private void connected(Connection established, long deadline) {
    connection = established;
    facts.connection(connection);
    unanswered = true;
    if (aborted) {
      throw new CheckAborted();
    }
    connection.deadline(deadline);
  }

  private int connectLimit() {
    Timeouts timeouts = subject.timeouts();
    int inter = subject.timing().inter();
    boolean bounded = timeouts.check() > 0 && timeouts.connect() > 0;
    return bounded ? Math.min(inter, timeouts.connect()) : inter;
  }

  /** The status of a check that ends with the connect. */
  CheckStatus connected() {
    return connection.tls() == null ? CheckStatus.L4OK : CheckStatus.L6OK;
  }

  private boolean isTried(ConnectFailure.Kind kind) {
    return kind != ConnectFailure.Kind.NO_SOURCE_PORT
        && kind != ConnectFailure.Kind.NO_DESCRIPTOR
        && !(dial.destination() instanceof UnixAddress);
  }

  private CheckFailure unconnected(ConnectFailure failure, SocketAddress destination) {
    if (aborted) {
      throw new CheckAborted();
    }
    return switch (failure.kind()) {
      case TIMEOUT -> new CheckFailure(CheckStatus.L4TOUT, position.where());
      case TLS_TIMEOUT -> new CheckFailure(CheckStatus.L6TOUT, position.where());
      case TLS, TLS_NAME ->
          new CheckFailure(CheckStatus.L6RSP, failure.getMessage() + position.where());
      case TLS_LIMIT -> new CheckFailure(CheckStatus.L7TOUT, failure.getMessage());
      case SOCKS -> new CheckFailure(CheckStatus.SOCKERR, failure.getMessage() + position.where());
      case REFUSED, UNREACHABLE -> problem(failure.getMessage(), destination);
      default -> problem(SourceProblem.describe(failure), destination);
    };
  }

  private CheckFailure problem(String text, SocketAddress destination) {
    return destination instanceof UnixAddress
        ? new CheckFailure(
            CheckStatus.SOCKERR, "General socket error (" + text + ")" + position.where())
        : new CheckFailure(CheckStatus.L4CON, text + position.where());
  }

  // --- talking ---------------------------------------------------------------------------------

  /**
   * Whether the connection carries requests as HTTP/2 does: as the rule says, or the server line,
   * or what the handshake has chosen.
   */
  boolean isMultiplexed() {
    return HttpProtocols.isMultiplexed(dial.proto(), connection.tls());
  }

  /** Begins a request on a connection that carries many. */
  ServerChannel openStream(MultiplexedProtocol protocol) throws CheckFailure {
    if (streams == null) {
      countEnd(false);
      Http2Counts counts = subject.server().backend().http2();
      counts.tried(Counters.ANYWHERE);
      streams = counts.carry(connection, protocol);
    }
    ServerChannel stream = streams.open();
    if (stream == null) {
      throw new CheckFailure(CheckStatus.SOCKERR, "the server takes no more requests");
    }
    stream.connection().deadline(deadline);
    return stream;
  }

  /** The request is over. */
  void closeStream(ServerChannel stream) {
    if (streams != null) {
      subject.server().backend().http2().over(stream.connection());
      stream.connection().reset();
    }
  }

  /** Forgets what was received, and sends. */
  void send(byte[] bytes, Position at) throws CheckFailure {
    position = at;
    received.clear();
    unanswered = false;
    try {
      carried().sent(connection, bytes.length);
      connection.write(ByteBuffer.wrap(bytes));
    } catch (ConnectionException e) {
      throw interrupted(e, "");
    }
  }

  /**
   * Receives until the expectation is met; what a step before left unsent for is looked at first.
   */
  void expect(Position at, Expectation expectation) throws CheckFailure {
    position = at;
    if (received.isEmpty()) {
      receive();
    }
    while (!expectation.met(received, ended || received.isFull())) {
      receive();
    }
  }

  /** As {@link #expect}, where a server that ends without a word may be right. */
  void expectAtMost(Position at, Expectation expectation) throws CheckFailure {
    silenceIsJudged = true;
    try {
      expect(at, expectation);
    } finally {
      silenceIsJudged = false;
    }
  }

  /** Waits for more bytes, or the end of the stream. */
  private void receive() throws CheckFailure {
    int count = -1;
    try {
      if (unanswered) {
        // The server speaks first, and does not know yet that the connection is established.
        unanswered = false;
        connection.quickAck(true);
      }
      if (!ended) {
        if (received.isEmpty()) {
          connection.awaitReadable();
        }
        count = connection.read(received.room());
      }
    } catch (ConnectionException e) {
      // A reset often follows the last byte of an answer: what came before it is judged first.
      if (e.kind() != ConnectionException.Kind.RESET || received.isEmpty()) {
        throw interrupted(e, "");
      }
    }
    ended = count < 0;
    if (ended && received.isEmpty() && !silenceIsJudged) {
      throw new CheckFailure(position.whenEmpty(), position.emptyResponse());
    }
  }

  /** What a failed call on the connection means for the check. */
  CheckFailure interrupted(ConnectionException e, String before) {
    if (aborted || e.kind() == ConnectionException.Kind.ABORTED) {
      throw new CheckAborted();
    }
    if (e.kind() == ConnectionException.Kind.TIMEOUT) {
      return new CheckFailure(position.whenLate(), position.where());
    }
    String text = e.getMessage();
    if (e.kind() == ConnectionException.Kind.RESET && !text.contains("pipe")) {
      text = "Connection reset by peer";
    }
    if (!before.isEmpty()) {
      text = before + text + ")";
    }
    return new CheckFailure(CheckStatus.SOCKERR, text + position.where());
  }

  /** The connection, for protocols that read it themselves. */
  Connection connection() {
    return connection;
  }

  void position(Position at) {
    position = at;
  }

  // --- ending ----------------------------------------------------------------------------------

  /** Ends the run from another thread; it reports nothing any more. */
  void abort() {
    aborted = true;
    Connection open = connection;
    if (open != null) {
      open.abort();
    }
  }

  boolean aborted() {
    return aborted;
  }

  @Override
  public void close() {
    disconnect();
  }

  /**
   * Ends the connection as HAProxy does: a server that has closed gets a FIN, another an RST, which
   * costs neither side a TIME_WAIT, unless the rule says {@code linger}.
   */
  private void disconnect() {
    countEnd(true);
    Connection open = connection;
    if (open == null) {
      return;
    }
    connection = null;
    facts.connection(null);
    if (streams != null) {
      streams.close();
      streams = null;
    } else if (ended || dial.lingers() || hasClosed(open)) {
      open.close();
    } else {
      open.reset();
    }
    received.clear();
    ended = false;
  }

  private static boolean hasClosed(Connection open) {
    ByteBuffer rest = ByteBuffer.allocate(1024);
    try {
      int count = 1;
      for (int reads = 0; count > 0 && reads < 16; reads++) {
        count = open.readAvailable(rest.clear());
      }
      return count < 0;
    } catch (ConnectionException e) {
      return true;
    }
  }
}
