package io.haloom.stream.http;

import io.haloom.http.BadMessageException;
import io.haloom.http.ClientExchange;
import io.haloom.http.Framing;
import io.haloom.http.ResponseHead;
import io.haloom.model.BackendConfig.RetryOn;
import io.haloom.net.ConnectionException;
import io.haloom.proxy.count.Counter;
import io.haloom.stream.AbortWatch;
import io.haloom.stream.HttpRuleState;
import io.haloom.stream.ResponseInspection;
import io.haloom.stream.Stream;
import io.haloom.stream.server.ServerConnector;
import io.haloom.stream.server.ServerLink;

/**
 * Waits for what a server answers to a request, interim responses passed on, and decides what
 * follows where it does not answer: the request again, an error, or nothing.
 */
final class ServerAnswer {
  private final Stream stream;
  private final ClientExchange exchange;
  private final HttpReplies replies;
  private final HttpRuleState state;
  private final ForwardedRequest request;
  private final ServerConnector connector;
  private ServerLink link;
  private Upload upload;
  private AbortWatch watch;
  private Repeat repeat = Repeat.NONE;
  private boolean reset;

  /** Whether it was asked again for what is nobody's fault, which is done once. */
  private boolean anew;

  private ResponseInspection inspection;

  ServerAnswer(HttpStream of, ForwardedRequest request, ServerConnector connector) {
    this.stream = of.stream();
    this.exchange = of.exchange();
    this.replies = of.replies();
    this.state = of.state();
    this.request = request;
    this.connector = connector;
  }

  /**
   * Waits for the head of the final response.
   *
   * @param sent what carries the rest of the request, or null where all of it was sent
   * @param abort breaks the wait off when the client leaves, or null
   * @return null where there is none to pass on: {@link #repeat} says what follows
   */
  ResponseHead await(ServerLink to, Upload sent, AbortWatch abort) throws ConnectionException {
    link = to;
    upload = sent;
    watch = abort;
    repeat = Repeat.NONE;
    reset = false;
    try {
      inspection = ResponseInspection.begin(stream, state, link.connection());
      if (inspection == null || passes(null)) {
        return receive();
      }
      return null;
    } finally {
      if (watch != null) {
        watch.stop();
      }
    }
  }

  /** Whether rules want the connection closed that the response has come on. */
  boolean closesServer() {
    return inspection != null && inspection.closesServer();
  }

  /** Whether, and how, the request goes out again. */
  Repeat repeat() {
    return repeat;
  }

  /** A head that is cut short is no response, and no empty one: either condition holds for it. */
  private RetryOn cutResponse() {
    return request.isRepeatable(RetryOn.EMPTY_RESPONSE)
        ? RetryOn.EMPTY_RESPONSE
        : RetryOn.JUNK_RESPONSE;
  }

  /** Whether the server has all of the request. */
  private boolean requestIsWhole() {
    return upload == null ? exchange.body().isComplete() : upload.isSent();
  }

  /** The head of the final response, or null when the client has been told of a failure. */
  private ResponseHead receive() throws ConnectionException {
    try {
      while (true) {
        ResponseHead head = link.exchange().response(exchange.request().method());
        if (head == null) {
          noResponse('S', 502, RetryOn.EMPTY_RESPONSE);
          return null;
        }
        if (isFinal(head) && watch != null && !watch.stop()) {
          // It came with the client's leave: its body cannot follow.
          clientFailed();
          return null;
        }
        InvalidMessages.passed(stream, link);
        link.exchange().body().check();
        if (!inspected(head)) {
          return null;
        }
        ServerFigures.answered(stream, head.status());
        if (request.isRepeatable(head.status()) && connector.mayRetry()) {
          boolean over = head.framing() == Framing.NONE && head.isPersistent();
          repeat = over ? Repeat.NEXT : Repeat.RETRY;
          return null;
        }
        stream.counters().countServer(Counter.REQUESTS);
        stream.counters().out(head.countedLength());
        if (head.status() == 101 && !(head.isUpgrade() && exchange.request().isUpgrade())) {
          stream.counters().countServer(Counter.RESPONSES_1XX);
          noResponse('P', 502, RetryOn.JUNK_RESPONSE);
          return null;
        }
        if (isFinal(head)) {
          stream.timing().responded(stream.elapsedMillis());
          stream.counters().countServer(HttpAccount.response(head.status()));
          return head;
        }
        stream.counters().countServer(Counter.RESPONSES_1XX);
        exchange.interim(head);
      }
    } catch (BadMessageException e) {
      InvalidMessages.response(stream, link, e);
      boolean cut = e.kind() == BadMessageException.Kind.TRUNCATED;
      noResponse('P', 502, cut ? cutResponse() : RetryOn.JUNK_RESPONSE);
    } catch (ConnectionException e) {
      if (inspection == null || !inspection.isOver(e)) {
        broken(e);
        return null;
      }
      inspection.expire();
      return passes(null) ? receive() : null;
    }
    return null;
  }

  /** The rules that wanted to see a response see this one; false when they refuse it. */
  private boolean inspected(ResponseHead head) throws ConnectionException {
    if (inspection == null || !inspection.isWaiting()) {
      return true;
    }
    inspection.received(head, link.exchange().body());
    return passes(head);
  }

  /**
   * Whether the rules let the stream go on.
   *
   * @param head null before there is one
   */
  private boolean passes(ResponseHead head) throws ConnectionException {
    if (inspection.refuses()) {
      if (head != null) {
        stream.counters().out(head.countedLength() + link.exchange().body().payloadReceived());
      }
      replies.nothing();
      if (inspection.hasLooked()) {
        exchange.status(head.status());
      }
      return false;
    }
    if (head == null && inspection.closesServer()) {
      noResponse('S', 502, RetryOn.EMPTY_RESPONSE);
      return false;
    }
    return true;
  }

  /** A connection broke while the response was waited for; the client's is not for here. */
  private void broken(ConnectionException failure) throws ConnectionException {
    ConnectionException e = stream.failures().cause(failure);
    if (e.connection() == stream.client()) {
      throw e;
    }
    if (e.kind() == ConnectionException.Kind.RESET && !requestIsWhole()) {
      // Nobody is left to take the rest, and the client is not listening yet.
      stream.termination().phase('D');
      stream.failures().note(e);
      exchange.leaveUnanswered();
      return;
    }
    reset = e.kind() == ConnectionException.Kind.RESET;
    boolean timeout = e.kind() == ConnectionException.Kind.TIMEOUT;
    ServerFigures.unread(stream, e.kind());
    noResponse(
        timeout ? 's' : link.exchange().isInvalid() ? 'P' : 'S',
        timeout ? 504 : 502,
        timeout ? RetryOn.RESPONSE_TIMEOUT : RetryOn.EMPTY_RESPONSE);
  }

  /**
   * There is no response.
   *
   * @param retryOn which condition of {@code retry-on} that is
   */
  private static boolean isFinal(ResponseHead head) {
    return head.status() >= 200 || head.status() == 101;
  }

  private void noResponse(char cause, int status, RetryOn retryOn) throws ConnectionException {
    if (upload != null && upload.clientFailure() != null && cause != 's') {
      stream.termination().phase('D');
      if (!upload.isLate()) {
        throw upload.clientFailure();
      }
      stream.failures().note(upload.clientFailure());
      replies.nothing();
      return;
    }
    if (stream.session().shutdownCause() != 0) {
      stream.termination().note(stream.session().shutdownCause(), '-');
      return;
    }
    if (watch != null && watch.clientLeft() || upload != null && upload.bad() != null) {
      clientFailed();
      return;
    }
    boolean retries = request.isRepeatable(retryOn) && connector.mayRetry();
    if (retries && retryOn == RetryOn.JUNK_RESPONSE) {
      stream.counters().countServerSide(Counter.FAILED_RESPONSES);
    }
    if (retries) {
      if (!mayHaveAged(retryOn)) {
        ServerFigures.observed(stream, retryOn);
      }
      repeat = Repeat.RETRY;
      return;
    }
    if (cause == 'S' && !closesServer() && isStale()) {
      repeat = Repeat.STALE;
      anew = true;
      return;
    }
    if (cause == 'S' && mayBeAskedAgain(retryOn)) {
      // A client that has had answers on its connection knows whether to ask again.
      if (reset) {
        stream.counters().count(Counter.SERVER_ABORTS, 1);
      }
      stream.transaction().unanswered();
      stream.log().level(-1);
      exchange.leaveUnanswered();
      return;
    }
    if (stream.termination().note(cause, 'H')) {
      ServerFigures.failed(stream, retryOn);
    }
    if (!requestIsWhole()) {
      exchange.makeLast();
    }
    replies.error(status);
  }

  /**
   * Whether nothing but the age of the server's connection may have been the matter. On a new one,
   * or where other attempts have failed, too, the client is told.
   */
  private boolean mayBeAskedAgain(RetryOn retryOn) {
    return !stream.transaction().isFirst()
        && mayHaveAged(retryOn)
        && !request.isRepeatable(retryOn);
  }

  private boolean mayHaveAged(RetryOn retryOn) {
    return link.requests() > 1 && retryOn == RetryOn.EMPTY_RESPONSE;
  }

  /** The client left ({@code option abortonclose}), or the end of its body was broken. */
  private void clientFailed() throws ConnectionException {
    exchange.makeLast();
    if (upload != null) {
      InvalidMessages.body(stream, exchange, upload.bad());
      stream.counters().countFrontend(Counter.FAILED_REQUESTS, 1);
      stream.termination().note('P', 'H');
    } else if (stream.termination().note('C', 'H')) {
      stream.counters().count(Counter.CLIENT_ABORTS, 1);
    }
    replies.error(400);
  }

  /**
   * Whether the server may not even have seen the request: nothing came back on a connection that
   * it had kept alive. One that changes nothing and has no body does no harm if it did; another
   * only where the server has said so.
   */
  private boolean isStale() {
    boolean harmless =
        link.exchange().isUnprocessed() && !anew
            || link.requests() > 1 && exchange.request().method().isSafe();
    return harmless
        && !link.exchange().hasBuffered()
        && exchange.status() == 0
        && exchange.request().framing() == Framing.NONE;
  }
}
