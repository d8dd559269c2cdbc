package io.haloom.stream.http;

import io.haloom.http.BadMessageException;
import io.haloom.http.ClientExchange;
import io.haloom.http.Framing;
import io.haloom.http.Headers;
import io.haloom.http.HttpBody;
import io.haloom.http.ResponseHead;
import io.haloom.net.ConnectionException;
import io.haloom.proxy.count.Counter;
import io.haloom.stream.HttpCaptures;
import io.haloom.stream.HttpRuleState;
import io.haloom.stream.Stream;
import io.haloom.stream.server.HttpDial;
import io.haloom.stream.server.ServerLink;

/** The response of a server on its way to the client: rules, the head, the body or a tunnel. */
final class ForwardedResponse {
  private final Stream stream;
  private final ClientExchange exchange;
  private final HttpDial dial;
  private final HttpReplies replies;
  private final HttpRuleState state;
  private final HttpResponseRules rules;
  private final ServerLink link;
  private final Upload upload;
  private final ResponseHead head;
  private boolean gaveBack;

  ForwardedResponse(HttpForward forward, HttpResponseRules rules, ResponseHead head) {
    this.stream = forward.stream();
    this.exchange = forward.exchange();
    this.dial = forward.dial();
    this.replies = forward.replies();
    this.state = forward.state();
    this.link = forward.link();
    this.upload = forward.upload();
    this.rules = rules;
    this.head = head;
  }

  /** Whether the connection has been given back, and may be another's by now. */
  boolean gaveBack() {
    return gaveBack;
  }

  /** Captures and {@code http-response}; false when something else has been answered. */
  boolean passes() throws ConnectionException {
    stream.responds();
    stream.transaction().responseVersion(head.version());
    stream.transaction().status(head.status());
    HttpCaptures.response(stream, head.headers());
    if (ConnectionAuthentication.isAskedBy(head)) {
      dial.makePrivate();
    }
    state.response(head, link.exchange().body(), link.connection());
    if (rules.pass() && rules.passCookies(head) && rules.passAfter()) {
      stream.transaction().status(head.status());
      return true;
    }
    stream.counters().out(link.exchange().body().payloadReceived());
    return false;
  }

  /**
   * Sends it, and gives the connection back that may carry another request.
   *
   * @param reusable whether the request leaves the connection to others
   */
  void send(boolean reusable) throws ConnectionException {
    stream.termination().phase('D');
    int status = stream.transaction().status();
    boolean keeps = head.isPersistent();
    if (head.dropConnectionOptions()) {
      exchange.makeLast();
    }
    if (upload == null && !exchange.body().isComplete()) {
      // What the server would not take is left in the way of a next request.
      exchange.makeLast();
    }
    exchange.head(head);
    exchange.status(status);
    stream.log().connected();
    if (head.framing() == Framing.TUNNEL) {
      tunnel();
      return;
    }
    body(keeps && reusable);
  }

  private boolean requestIsWhole() {
    return upload == null ? exchange.body().isComplete() : upload.isSent();
  }

  private void body(boolean reusable) throws ConnectionException {
    HttpBody body = link.exchange().body();
    BodyPipe pipe = BodyPipe.ofResponse(stream, link, exchange);
    try {
      if (!body.isComplete() && !body.hasPayload()) {
        exchange.flush();
      }
      pipe.rest();
      pipe.countEnd();
      end(body, reusable);
      return;
    } catch (BadMessageException e) {
      InvalidMessages.response(stream, link, e);
      ServerFigures.broken(stream, e.kind());
    } catch (ConnectionException failure) {
      ConnectionException e = stream.failures().cause(failure);
      if (e.connection() == stream.client()) {
        throw e;
      }
      stream.failures().note(cause(e));
    }
    exchange.makeLast();
    exchange.flush();
  }

  /** A client that leaves inside its body takes the server's connection with it. */
  private ConnectionException cause(ConnectionException failure) {
    ConnectionException ofClient = upload == null ? null : upload.clientFailure();
    return ofClient != null && failure.kind() == ConnectionException.Kind.ABORTED
        ? ofClient
        : failure;
  }

  /** A client that has its response may come back at once: the connection waits for it by then. */
  private void end(HttpBody body, boolean reusable) throws ConnectionException {
    Headers trailers = body.trailers();
    boolean whole = requestIsWhole();
    boolean first = reusable && whole && (trailers == null || trailers.count() == 0);
    if (first) {
      giveBack();
    }
    exchange.end(first ? null : trailers);
    if (!whole) {
      awaitRequest();
    }
    if (reusable && !first && requestIsWhole()) {
      giveBack();
    }
  }

  /**
   * The server has answered before it had the whole request. It gets the rest all the same: only it
   * knows what the answer means for that (RFC 9110, section 10.1.1; RFC 9112, section 9.3).
   */
  private void awaitRequest() {
    if (upload == null) {
      return;
    }
    upload.join();
    if (upload.isSent()) {
      return;
    }
    exchange.makeLast();
    if (upload.bad() != null) {
      InvalidMessages.body(stream, exchange, upload.bad());
      stream.counters().countFrontend(Counter.FAILED_REQUESTS, 1);
      stream.termination().note('P', 'D');
    } else if (upload.clientFailure() != null) {
      stream.failures().note(upload.clientFailure());
    } else {
      stream.failures().note(upload.serverFailure());
    }
  }

  /** Both ends speak another protocol from here on. */
  private void tunnel() throws ConnectionException {
    exchange.flush();
    awaitRequest();
    if (upload != null && !upload.isSent()) {
      return;
    }
    stream.client().abortWithPeer(null);
    HttpTunnel.run(stream, exchange, link);
  }

  private void giveBack() {
    stream.client().abortWithPeer(null);
    stream.upstream().forgetConnection();
    dial.giveBack();
    gaveBack = true;
  }
}
