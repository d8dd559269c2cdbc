package io.haloom.stream;

import io.haloom.http.Http1Reader;
import io.haloom.http.Http1Writer;
import io.haloom.http.HttpExchange;
import io.haloom.http.RequestHead;
import io.haloom.proxy.Backend;
import io.haloom.proxy.Counter;
import io.haloom.proxy.ProcessCounters;

/** What one request after the other of a connection adds to the counters and to the log. */
final class HttpAccount {
  private static final String STATISTICS = "<STATS>";
  private static final String EXPORTER = "<PROMEX>";

  /** What logs tell of a request that got no answer. */
  private static final int NO_STATUS = -1;

  private final Session session;
  private final Http1Reader reader;
  private final Http1Writer writer;
  private boolean counted;
  private int headLength;
  private int receivedAt;
  private long receivedBefore;
  private long sentBefore;

  HttpAccount(Session session, Http1Reader reader, Http1Writer writer) {
    this.session = session;
    this.reader = reader;
    this.writer = writer;
  }

  /** A request has come, good or bad. */
  void requestReceived() {
    ProcessCounters process = session.services().runtime().process();
    process.counters().increment(session.stripe(), Counter.REQUESTS);
    session.frontend().requestRate().tick(session.stripe(), WallClock.millis(session.now()));
    session.traffic().count(Counter.REQUESTS, 1);
  }

  void requestFailed() {
    session.traffic().count(Counter.FAILED_REQUESTS, 1);
  }

  /** The request goes its way, and its bytes are counted on it. */
  void requestCounted(RequestHead head) {
    counted = true;
    headLength = head.countedLength();
    receivedAt = session.elapsedMillis();
  }

  /** The request is the backend's. */
  void enterBackend(Backend backend) {
    backend.counters().increment(session.stripe(), Counter.REQUESTS);
  }

  /** The request leaves the backend. */
  void leaveBackend(Backend backend) {
    backend.sessions().decrement(session.stripe());
    Timing t = session.timing();
    if (t.connected() < 0) {
      return;
    }
    int connect = t.connected() - t.queued();
    int response = t.responded() < 0 ? 0 : t.responded() - t.connected();
    int total = session.elapsedMillis();
    backend.times().add(session.stripe(), t.queued() - t.request(), connect, response, total);
    if (session.server() != null) {
      session
          .server()
          .times()
          .add(session.stripe(), t.queued() - t.request(), connect, response, total);
    }
  }

  /** A service took the request, whatever came of it: it is who reads bodies here. */
  void served(HttpExchange exchange) {
    counted = false;
    Timing timing = session.timing();
    session.transaction().service(session.transaction().rules().exports() ? EXPORTER : STATISTICS);
    timing.request(receivedAt);
    timing.queued(receivedAt);
    timing.connected(receivedAt);
    timing.responded(receivedAt);
    if (exchange.status() == 403) {
      session.traffic().count(Counter.DENIED_REQUESTS, 1);
      session.ending().note('P', 'R');
    } else {
      session.ending().note('L', 'R');
    }
  }

  /**
   * The request is over.
   *
   * @param status what was answered, 0 for nothing
   * @param whole whether it was read well enough for its bytes to count
   */
  void settle(int status, boolean whole) {
    long received = reader.consumed() - receivedBefore;
    long sent = writer.written() - sentBefore;
    receivedBefore += received;
    sentBefore += sent;
    if (counted) {
      counted = false;
      session.traffic().in(headLength);
    } else if (whole) {
      session.traffic().in(received);
      session.traffic().out(sent);
      countOwnBackend(received, sent);
    } else {
      session.traffic().received(reader.received() - receivedBefore);
    }
    session.traffic().countProxies(response(status));
    session.transaction().status(status == 0 ? NO_STATUS : status);
    session.requestEnded();
  }

  /** What the frontend of a listen answers counts as bytes of its backend, too. */
  private void countOwnBackend(long received, long sent) {
    Backend own = session.services().runtime().backend(session.frontend().config().name());
    if (session.backend() == null && own != null) {
      own.counters().add(session.stripe(), Counter.BYTES_IN, received);
      own.counters().add(session.stripe(), Counter.BYTES_OUT, sent);
    }
  }

  static Counter response(int status) {
    return switch (status / 100) {
      case 1 -> Counter.RESPONSES_1XX;
      case 2 -> Counter.RESPONSES_2XX;
      case 3 -> Counter.RESPONSES_3XX;
      case 4 -> Counter.RESPONSES_4XX;
      case 5 -> Counter.RESPONSES_5XX;
      default -> Counter.RESPONSES_OTHER;
    };
  }
}
