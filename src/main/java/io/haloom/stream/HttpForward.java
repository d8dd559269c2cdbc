package io.haloom.stream;

import io.haloom.http.BadMessageException;
import io.haloom.http.BodyReader;
import io.haloom.http.Framing;
import io.haloom.http.HeaderName;
import io.haloom.http.Http1Reader;
import io.haloom.http.Http1Writer;
import io.haloom.http.HttpExchange;
import io.haloom.http.HttpReply;
import io.haloom.http.RequestHead;
import io.haloom.http.ResponseHead;
import io.haloom.model.Option;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.proxy.Counter;
import java.nio.ByteBuffer;

/**
 * Carries one request to a server and its response back: the steps of {@link HttpStream} from the
 * choice of a server on.
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
  private boolean stale;

  HttpForward(HttpStream stream, HttpDial dial) {
    this.session = stream.session();
    this.exchange = stream.exchange();
    this.clientReader = stream.reader();
    this.replies = stream.replies();
    this.state = stream.state();
    this.rules = new HttpResponseRules(session, state, replies);
    this.dial = dial;
  }

  /** Everything from the choice of a server to the last byte of the response. */
  void run() throws ConnectionException {
    ServerConnector connector = new ServerConnector(session, dial);
    Connection server = connector.connect();
    try {
      if (server == null) {
        unreachable();
        return;
      }
      ResponseHead head = ask();
      while (stale && anew(connector)) {
        head = ask();
      }
      if (head != null && received(head)) {
        respond(head);
      }
    } finally {
      end();
    }
  }

  /** Sends the request and reads the response's head; null when there is none to pass on. */
  private ResponseHead ask() throws ConnectionException {
    stale = false;
    link = dial.link();
    send();
    return receive();
  }

  /**
   * The server closed a connection it had kept alive just as the request came. One without a body
   * goes out again on a new connection; with any other only the client can know what to do.
   */
  private boolean anew(ServerConnector connector) throws ConnectionException {
    link.close();
    if (clientReader.body().isComplete() && exchange.request().framing() == Framing.NONE) {
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
    replies.error(cause == 'C' || cause == 'c' ? 400 : cause == 'R' ? 500 : 503);
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
    RequestHead head = exchange.request();
    Http1Writer writer = link.writer();
    BodyReader body = clientReader.body();
    try {
      writer.head(head);
      if (closesServer()) {
        closing(head, writer);
      } else if (!head.isVersion11()) {
        writer.connection(true, false);
      }
      writer.endHead();
      sendReceived(body, writer);
    } catch (ConnectionException e) {
      if (e.connection() == session.client()) {
        throw e;
      }
      // The server may have answered before it closed.
    }
  }

  private static void closing(RequestHead head, Http1Writer writer) throws ConnectionException {
    if (head.isVersion11()) {
      writer.connection(false, true);
    }
  }

  /** What there is of the body goes with the head; the rest is left to a second thread. */
  private void sendReceived(BodyReader body, Http1Writer writer) throws ConnectionException {
    try {
      while (body.hasPayload()) {
        session.traffic().in(writer.forward(body, body.next()));
      }
      if (body.isComplete()) {
        session.traffic().in(body.countedEnd());
        writer.end(body.trailers());
        return;
      }
    } catch (BadMessageException e) {
      InvalidMessages.body(session, clientReader, e);
      session.ending().note('P', 'D');
      link.connection().abort();
      return;
    }
    writer.flush();
    upload = new Upload(session, body, link);
    session.services().transport().fork(upload);
  }

  private boolean closesServer() {
    return session.frontend().config().has(Option.HTTPCLOSE)
        || session.backend().config().has(Option.HTTPCLOSE)
        || session.frontend().config().has(Option.HTTP_SERVER_CLOSE)
        || session.backend().config().has(Option.HTTP_SERVER_CLOSE);
  }

  // --- the response's head ---------------------------------------------------------------------

  /** The head of the final response, or null when the client has been told of a failure. */
  private ResponseHead receive() throws ConnectionException {
    try {
      while (true) {
        ResponseHead head = link.reader().readResponse(exchange.request().method());
        if (head == null) {
          noResponse('S', 502);
          return null;
        }
        InvalidMessages.passed(session, link);
        link.reader().body().check();
        session.traffic().countServer(Counter.REQUESTS);
        session.traffic().out(head.countedLength());
        if (head.status() == 101 && !(head.isUpgrade() && exchange.request().isUpgrade())) {
          noResponse('P', 502);
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
      noResponse(e.kind() == BadMessageException.Kind.TRUNCATED ? 'S' : 'P', 502);
    } catch (ConnectionException e) {
      if (e.connection() == session.client()) {
        throw e;
      }
      boolean timeout = e.kind() == ConnectionException.Kind.TIMEOUT;
      noResponse(timeout ? 's' : 'S', timeout ? 504 : 502);
    }
    return null;
  }

  private void noResponse(char cause, int status) throws ConnectionException {
    if (upload != null && upload.clientFailure() != null && cause != 's') {
      session.ending().phase('D');
      throw upload.clientFailure();
    }
    if (session.shutdownCause() != 0) {
      session.ending().note(session.shutdownCause(), '-');
      return;
    }
    if (upload != null && upload.bad() != null) {
      InvalidMessages.body(session, clientReader, upload.bad());
      session.ending().note('P', 'D');
      exchange.makeLast();
      replies.error(400);
      return;
    }
    if (cause == 'S' && link.requests() > 1 && exchange.status() == 0) {
      stale = true;
      return;
    }
    if (session.ending().note(cause, 'H')) {
      session.traffic().countServerSide(Counter.FAILED_RESPONSES);
    }
    if (!requestIsWhole()) {
      exchange.makeLast();
    }
    replies.error(status);
  }

  // --- the response ----------------------------------------------------------------------------

  /** Captures and rules; false when something else has been answered. */
  private boolean received(ResponseHead head) throws ConnectionException {
    session.transaction().responseVersion(HttpTransaction.version(head));
    session.transaction().status(head.status());
    HttpCaptures.response(session, head.headers());
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
    session.logConnected();
    if (head.framing() == Framing.TUNNEL) {
      tunnel();
      return;
    }
    if (body() && keeps && requestIsWhole() && !closesServer()) {
      giveBack();
    }
  }

  private boolean requestIsWhole() {
    return upload == null ? clientReader.body().isComplete() : upload.isSent();
  }

  /** Forwards the response's body; false when the server broke it off. */
  private boolean body() throws ConnectionException {
    BodyReader body = link.reader().body();
    Http1Writer writer = exchange.writer();
    try {
      if (!body.isComplete() && !body.hasPayload()) {
        writer.flush();
      }
      for (ByteBuffer part = body.next(); part != null; part = body.next()) {
        session.traffic().out(writer.forward(body, part));
        writer.flush();
      }
      session.traffic().out(body.countedEnd());
      writer.end(body.trailers());
      return true;
    } catch (BadMessageException e) {
      InvalidMessages.response(session, link, e);
      if (session.ending().note(e.kind() == BadMessageException.Kind.TRUNCATED ? 'S' : 'P', 'D')) {
        session.traffic().count(Counter.SERVER_ABORTS, 1);
        session.traffic().countServerSide(Counter.FAILED_RESPONSES);
      }
    } catch (ConnectionException e) {
      if (e.connection() == session.client()) {
        throw e;
      }
      session.watch().failed(e);
    }
    exchange.makeLast();
    writer.flush();
    return false;
  }

  /** Both ends speak another protocol from here on. */
  private void tunnel() throws ConnectionException {
    exchange.writer().flush();
    if (upload != null) {
      upload.join();
    }
    Connection client = session.client();
    ByteBuffer early = clientReader.takeBuffered();
    if (early.hasRemaining()) {
      session.traffic().in(early.remaining());
      link.connection().write(early);
    }
    early = link.reader().takeBuffered();
    if (early.hasRemaining()) {
      session.traffic().out(early.remaining());
      client.write(early);
    }
    new Pump(session, link.connection()).run();
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
