package io.haloom.stream.http;

import io.haloom.http.ClientBytes;
import io.haloom.http.ClientExchange;
import io.haloom.http.RequestHead;
import io.haloom.proxy.Backend;
import io.haloom.proxy.count.Counter;
import io.haloom.proxy.count.ProcessCounters;
import io.haloom.stream.Stream;
import io.haloom.stream.Timing;
import io.haloom.stream.WallClock;

/** What a request adds to the counters and to the log. */
final class HttpAccount {
  /** What logs tell of a request that got no answer. */
  private static final int NO_STATUS = -1;

  private final Stream stream;
  private final ClientBytes client;
  private final long receivedBefore;
  private final long sentBefore;
  private boolean counted;
  private int headLength;
  private int receivedAt;

  /** Begins with what the client sends and is sent from now on. */
  HttpAccount(Stream stream, ClientBytes client) {
    this(stream, client, client.consumed(), client.written());
  }

  private HttpAccount(Stream stream, ClientBytes client, long received, long sent) {
    this.stream = stream;
    this.client = client;
    this.receivedBefore = received;
    this.sentBefore = sent;
  }

  /** Of a request to whom all bytes belong, those of its head included, which has been read. */
  static HttpAccount ofAll(Stream stream, ClientBytes client) {
    return new HttpAccount(stream, client, 0, 0);
  }

  /** A request has come, good or bad. */
  void requestReceived() {
    ProcessCounters process = stream.services().runtime().process();
    process.counters().increment(stream.stripe(), Counter.REQUESTS);
    stream.frontend().requestRate().tick(stream.stripe(), WallClock.millis(stream.now()));
    stream.counters().count(Counter.REQUESTS, 1);
  }

  void requestFailed() {
    stream.counters().count(Counter.FAILED_REQUESTS, 1);
  }

  /** The request goes its way, and its bytes are counted on it. */
  void requestCounted(RequestHead head) {
    counted = true;
    headLength = head.countedLength();
    receivedAt = stream.elapsedMillis();
    stream.log().requestRead();
  }

  /** The request leaves the backend, which is when it counts there. */
  void leaveBackend(Backend backend) {
    if (!stream.transaction().isUnanswered()) {
      backend.counters().increment(stream.stripe(), Counter.REQUESTS);
    }
    backend.sessions().decrement(stream.stripe());
    Timing t = stream.timing();
    if (t.connected() < 0) {
      return;
    }
    int connect = t.connected() - t.queued();
    int response = t.responded() < 0 ? 0 : t.responded() - t.connected();
    int total = stream.elapsedMillis();
    backend.times().add(stream.stripe(), t.queued() - t.request(), connect, response, total);
    if (stream.server() != null) {
      stream
          .server()
          .times()
          .add(stream.stripe(), t.queued() - t.request(), connect, response, total);
    }
  }

  /** A service took the request, whatever came of it: it is who reads bodies here. */
  void served(ClientExchange exchange) {
    counted = false;
    Timing timing = stream.timing();
    timing.request(receivedAt);
    timing.queued(receivedAt);
    timing.connected(receivedAt);
    timing.responded(receivedAt);
    if (exchange.status() == 403) {
      stream.counters().count(Counter.DENIED_REQUESTS, 1);
      stream.termination().note('P', 'R');
    } else {
      stream.termination().note('L', 'R');
    }
  }

  /**
   * The request is over.
   *
   * @param status what was answered, 0 for nothing
   * @param whole whether it was read well enough for its bytes to count
   */
  void settle(int status, boolean whole) {
    if (counted) {
      stream.counters().in(headLength);
    } else if (whole) {
      stream.counters().in(client.consumed() - receivedBefore);
      stream.counters().out(client.written() - sentBefore);
    } else {
      stream.counters().received(client.received() - client.consumed());
    }
    if (!stream.transaction().isUnanswered()) {
      stream.counters().countProxies(response(status));
    }
    stream.transaction().status(status == 0 ? NO_STATUS : status);
    stream.ended();
    stream.session().nextStream();
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
