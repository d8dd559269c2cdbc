package io.haloom.stream;

import io.haloom.http.BadMessageException;
import io.haloom.http.BodyReader;
import io.haloom.http.Framing;
import io.haloom.http.HeaderName;
import io.haloom.http.Headers;
import io.haloom.http.Http1Reader;
import io.haloom.http.Http1Writer;
import io.haloom.http.HttpExchange;
import io.haloom.http.HttpReply;
import io.haloom.http.ResponseHead;
import io.haloom.model.BackendConfig.RetryOn;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.proxy.Counter;
import java.nio.ByteBuffer;

/**
 * Carries a request to a server and its response back, one after the other: the steps of {@link
 * HttpStream} from the choice of a server on.
 */
final class HttpForward {
  private final Session session;
  private final HttpExchange exchange;
  private final Http1Reader clientReader;
  private final HttpDial dial;
  private final HttpReplies replies;
  private final HttpRuleState state;
  private final HttpResponseRules rules;
  private ServerLink link;
  private Upload upload;
  private final ServerRequest request;
  private final ServerConnector connector;
  private AbortWatch watch;
  private Repeat repeat = Repeat.NONE;

  HttpForward(HttpStream stream, HttpDial dial) {
    this.session = stream.session();
    this.exchange = stream.exchange();
    this.clientReader = stream.reader();
    this.replies = stream.replies();
    this.state = stream.state();
    this.rules = new HttpResponseRules(session, state, replies);
    this.dial = dial;
    this.connector = new ServerConnector(session, dial);
    this.request = new ServerRequest(session, exchange, clientReader);
  }

  /** Everything from the choice of a server to the last byte of the response. */
  void run() throws ConnectionException {
    begin();
    Connection server = connector.connect();
    try {
      if (server == null) {
        unreachable();
        return;
      }
      ResponseHead head = ask();
      while (repeat != Repeat.NONE && again()) {
        head = ask();
      }
      if (head != null && received(head)) {
        respond(head);
      }
    } finally {
      end();
    }
  }

  private void begin() {
    link = null;
    upload = null;
    watch = null;
    repeat = Repeat.NONE;
    request.begin(!state.isRetryDisabled());
  }

  /** Sends the request and reads the response's head; null when there is none to pass on. */
  private ResponseHead ask() throws ConnectionException {
    repeat = Repeat.NONE;
    link = dial.link();
    send();
    try {
      return receive();
    } finally {
      if (watch != null) {
        watch.stop();
      }
    }
  }

  private boolean again() throws ConnectionException {
    if (repeat == Repeat.STALE) {
      return anew();
    }
    session.upstream().forgetConnection();
    if (repeat == Repeat.NEXT && !request.closesServer()) {
      dial.giveBack(session);
    } else {
      link.close();
    }
    link = null;
    if (connector.retry() != null) {
      return true;
    }
    unreachable();
    return false;
  }

  /**
   * The server closed a connection it had kept alive just as the request came. One without a body
   * that may be repeated (RFC 9110, section 9.2.2) goes out again on a new connection; with any
   * other only the client can know what to do.
   */
  private boolean anew() throws ConnectionException {
    link.close();
    if (exchange.request().method().isIdempotent()
        && exchange.request().framing() == Framing.NONE) {
      dial.onlyNew();
      if (connector.redial() != null) {
        return true;
      }
      unreachable();
      return false;
    }
    session.ending().note('S', 'H');
    exchange.makeLast();
    return false;
  }

  /** No server could be had; the session's ending says why. */
  private void unreachable() throws ConnectionException {
    if (dial.redirect() != null) {
      redirect();
      return;
    }
    char cause = session.ending().cause();
    if (cause == 'C' && session.watch().wasReset()) {
      return;
    }
    if (cause == 'C') {
      replies.nothing();
      return;
    }
    replies.error(cause == 'c' ? 400 : cause == 'R' ? 500 : 503);
  }

  private void redirect() throws ConnectionException {
    session.upstream().releaseSlot();
    session.traffic().countSession();
    session.ending().note('L', 'C');
    HttpReply reply = dial.redirect().with(HeaderName.CONNECTION, "close");
    state.reply(reply.status(), reply);
    replies.decided();
  }

  // --- the request -----------------------------------------------------------------------------

  private void send() throws ConnectionException {
    session.ending().phase('H');
    link.requestBegins();
    upload = request.send(link);
    if (upload != null) {
      session.services().transport().fork(upload);
    } else if (session.watch().abortsOnClose()) {
      watch = AbortWatch.start(session, link.connection());
    }
  }

  // --- the response's head ---------------------------------------------------------------------

  /** The head of the final response, or null when the client has been told of a failure. */
  private ResponseHead receive() throws ConnectionException {
    try {
      while (true) {
        ResponseHead head = link.reader().readResponse(exchange.request().method());
        if (head == null) {
          noResponse('S', 502, RetryOn.EMPTY_RESPONSE);
          return null;
        }
        InvalidMessages.passed(session, link);
        link.reader().body().check();
        if (request.isRepeatable(head.status()) && connector.mayRetry()) {
          boolean over = head.framing() == Framing.NONE && head.isPersistent();
          repeat = over ? Repeat.NEXT : Repeat.RETRY;
          return null;
        }
        ServerFigures.answered(session, head.status());
        session.traffic().countServer(Counter.REQUESTS);
        session.traffic().out(head.countedLength());
        if (head.status() == 101 && !(head.isUpgrade() && exchange.request().isUpgrade())) {
          noResponse('P', 502, RetryOn.JUNK_RESPONSE);
          return null;
        }
        if (head.status() >= 200 || head.status() == 101) {
          session.timing().responded(session.elapsedMillis());
          session.traffic().countServer(HttpAccount.response(head.status()));
          return head;
        }
        session.traffic().countServer(Counter.RESPONSES_1XX);
        exchange.interim(head);
      }
    } catch (BadMessageException e) {
      InvalidMessages.response(session, link, e);
      boolean truncated = e.kind() == BadMessageException.Kind.TRUNCATED;
      noResponse(
          truncated ? 'S' : 'P', 502, truncated ? RetryOn.EMPTY_RESPONSE : RetryOn.JUNK_RESPONSE);
    } catch (ConnectionException e) {
      if (e.connection() == session.client()) {
        throw e;
      }
      boolean timeout = e.kind() == ConnectionException.Kind.TIMEOUT;
      ServerFigures.unread(session, e.kind());
      noResponse(
          timeout ? 's' : 'S',
          timeout ? 504 : 502,
          timeout ? RetryOn.RESPONSE_TIMEOUT : RetryOn.EMPTY_RESPONSE);
    }
    return null;
  }

  /**
   * There is no response.
   *
   * @param retryOn which condition of {@code retry-on} that is
   */
  private void noResponse(char cause, int status, RetryOn retryOn) throws ConnectionException {
    if (upload != null && upload.clientFailure() != null && cause != 's') {
      session.ending().phase('D');
      throw upload.clientFailure();
    }
    if (session.shutdownCause() != 0) {
      session.ending().note(session.shutdownCause(), '-');
      return;
    }
    if (watch != null && watch.clientLeft() || upload != null && upload.bad() != null) {
      clientFailed();
      return;
    }
    boolean retries = request.isRepeatable(retryOn) && connector.mayRetry();
    if (retries && retryOn == RetryOn.JUNK_RESPONSE) {
      session.traffic().countServerSide(Counter.FAILED_RESPONSES);
    }
    if (retries) {
      repeat = Repeat.RETRY;
      return;
    }
    if (cause == 'S' && link.requests() > 1 && exchange.status() == 0) {
      repeat = Repeat.STALE;
      return;
    }
    if (session.ending().note(cause, 'H')) {
      ServerFigures.failed(session, retryOn);
    }
    if (!requestIsWhole()) {
      exchange.makeLast();
    }
    replies.error(status);
  }

  /** The client left ({@code option abortonclose}), or the end of its body was broken. */
  private void clientFailed() throws ConnectionException {
    exchange.makeLast();
    if (upload != null) {
      InvalidMessages.body(session, clientReader, upload.bad());
      session.ending().note('P', 'D');
    } else if (session.ending().note('C', 'H')) {
      session.traffic().count(Counter.CLIENT_ABORTS, 1);
    }
    replies.error(400);
  }

  // --- the response ----------------------------------------------------------------------------

  /** Captures and rules; false when something else has been answered. */
  private boolean received(ResponseHead head) throws ConnectionException {
    session.transaction().responseVersion(HttpTransaction.version(head));
    session.transaction().status(head.status());
    HttpCaptures.response(session, head.headers());
    if (ConnectionAuthentication.isAskedBy(head)) {
      dial.makePrivate();
    }
    state.response(head, link.reader().body(), link.connection());
    if (!ContentRules.allowResponse(session)) {
      replies.nothing();
      return false;
    }
    if (rules.pass() && rules.passCookies(head) && rules.passAfter()) {
      session.transaction().status(head.status());
      return true;
    }
    session.traffic().out(link.reader().body().payloadReceived());
    return false;
  }

  private void respond(ResponseHead head) throws ConnectionException {
    session.ending().phase('D');
    int status = session.transaction().status();
    boolean keeps = head.isPersistent();
    if (head.dropConnectionOptions()) {
      exchange.makeLast();
    }
    if (!requestIsWhole() && head.framing() != Framing.TUNNEL) {
      exchange.makeLast();
    }
    exchange.head(head);
    exchange.status(status);
    session.log().connected();
    if (head.framing() == Framing.TUNNEL) {
      tunnel();
      return;
    }
    body(keeps);
  }

  private boolean requestIsWhole() {
    return upload == null ? clientReader.body().isComplete() : upload.isSent();
  }

  /** Forwards the response's body, and gives the connection back that may carry another. */
  private void body(boolean keeps) throws ConnectionException {
    BodyReader body = link.reader().body();
    Http1Writer writer = exchange.writer();
    try {
      if (!body.isComplete() && !body.hasPayload()) {
        writer.flush();
      }
      for (ByteBuffer part = body.next(); part != null; part = body.next()) {
        session.traffic().out(writer.forward(body, part));
        if (!body.isComplete()) {
          writer.flush();
          BodyTransfer.response(session, body, link.connection());
        }
      }
      session.traffic().out(body.countedEnd());
      end(body, keeps && requestIsWhole() && !request.closesServer());
      return;
    } catch (BadMessageException e) {
      InvalidMessages.response(session, link, e);
      ServerFigures.broken(session, e.kind());
    } catch (ConnectionException e) {
      if (e.connection() == session.client()) {
        throw e;
      }
      session.watch().failed(e);
    }
    exchange.makeLast();
    writer.flush();
  }

  /** A client that has its response may come back at once: the connection waits for it by then. */
  private void end(BodyReader body, boolean reusable) throws ConnectionException {
    Headers trailers = body.trailers();
    boolean first = reusable && (trailers == null || trailers.count() == 0);
    if (first) {
      giveBack();
    }
    exchange.writer().end(first ? null : trailers);
    if (reusable && !first) {
      giveBack();
    }
  }

  /** Both ends speak another protocol from here on. */
  private void tunnel() throws ConnectionException {
    exchange.writer().flush();
    if (upload != null) {
      upload.join();
    }
    HttpTunnel.run(session, clientReader, link);
  }

  // --- the end ---------------------------------------------------------------------------------

  private void giveBack() {
    session.upstream().forgetConnection();
    dial.giveBack(session);
    link = null;
  }

  private void end() {
    if (link != null) {
      session.upstream().forgetConnection();
      if (upload == null || upload.isSent()) {
        link.close();
      } else {
        link.abandon();
      }
    }
    if (upload != null && !upload.isDone()) {
      exchange.makeLast();
      session.client().shutdownOutput();
      session.client().deadline(System.nanoTime() + HttpSession.LINGER_NANOS);
      upload.join();
    }
    session.upstream().releaseSlot();
  }
}
