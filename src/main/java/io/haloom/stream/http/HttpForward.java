package io.haloom.stream.http;

import io.haloom.http.ClientExchange;
import io.haloom.http.HeaderName;
import io.haloom.http.HttpReply;
import io.haloom.http.ResponseHead;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.stream.AbortWatch;
import io.haloom.stream.HttpRuleState;
import io.haloom.stream.Stream;
import io.haloom.stream.server.HttpDial;
import io.haloom.stream.server.ServerConnector;
import io.haloom.stream.server.ServerLink;

/**
 * Carries a request to a server and waits for its response, as often as it takes: the steps of
 * {@link HttpStream} from the choice of a server on.
 */
final class HttpForward {
  private final Stream stream;
  private final ClientExchange exchange;
  private final HttpDial dial;
  private final HttpReplies replies;
  private final HttpRuleState state;
  private final HttpResponseRules rules;
  private ServerLink link;
  private Upload upload;
  private final ForwardedRequest request;
  private final ServerConnector connector;
  private final ServerAnswer answer;

  HttpForward(HttpStream request, HttpDial dial) {
    this.stream = request.stream();
    this.exchange = request.exchange();
    this.replies = request.replies();
    this.state = request.state();
    this.rules = new HttpResponseRules(stream, state, replies);
    this.dial = dial;
    this.connector = new ServerConnector(stream, dial);
    this.request = new ForwardedRequest(stream, exchange, !state.isRetryDisabled());
    this.answer = new ServerAnswer(request, this.request, connector);
  }

  Stream stream() {
    return stream;
  }

  ClientExchange exchange() {
    return exchange;
  }

  HttpReplies replies() {
    return replies;
  }

  HttpRuleState state() {
    return state;
  }

  HttpDial dial() {
    return dial;
  }

  /** The connection that the response comes on. */
  ServerLink link() {
    return link;
  }

  /** What carries the rest of the request; null where all of it has been sent. */
  Upload upload() {
    return upload;
  }

  /** Everything from the choice of a server to the last byte of the response. */
  void run() throws ConnectionException {
    Connection server = connector.connect(); // 7
    try {
      if (server == null) {
        unreachable();
        return;
      }
      ResponseHead head = ask(); // 8 and 9
      while (answer.repeat() != Repeat.NONE && again()) {
        head = ask();
      }
      if (head != null) {
        respond(head); // 10
      }
    } finally {
      end();
    }
  }

  /** Sends the request and reads the response's head; null when there is none to pass on. */
  private ResponseHead ask() throws ConnectionException {
    link = dial.link();
    AbortWatch watch = send(); // 8
    return answer.await(link, upload, watch); // 9
  }

  private void respond(ResponseHead head) throws ConnectionException {
    ForwardedResponse response = new ForwardedResponse(this, rules, head);
    try {
      if (response.passes()) {
        if (answer.closesServer()) {
          link.connection().reset();
        }
        response.send(!request.closesServer() && !answer.closesServer());
      }
    } finally {
      if (response.gaveBack()) {
        link = null;
      }
    }
  }

  private boolean again() throws ConnectionException {
    stream.client().abortWithPeer(null);
    if (answer.repeat() == Repeat.STALE) {
      return anew();
    }
    stream.upstream().forgetConnection();
    if (answer.repeat() == Repeat.NEXT && !request.closesServer()) {
      dial.giveBack();
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
   * The server closed a connection it had kept alive just as the request came, which goes out again
   * on a new one.
   */
  private boolean anew() throws ConnectionException {
    link.close();
    dial.onlyNew();
    if (connector.redial() != null) {
      return true;
    }
    unreachable();
    return false;
  }

  /** No server could be had; the stream's termination state says why. */
  private void unreachable() throws ConnectionException {
    if (dial.redirect() != null) {
      redirect();
      return;
    }
    char cause = stream.termination().cause();
    if (cause == 'C' && stream.failures().clientReset()) {
      return;
    }
    if (cause == 'C') {
      stream.counters().in(exchange.bodyReceived());
      replies.nothing();
      return;
    }
    replies.error(
        switch (cause) {
          case 'c' -> 400;
          case 'R', 'I' -> 500;
          default -> 503;
        });
  }

  private void redirect() throws ConnectionException {
    stream.upstream().releaseSlot();
    stream.counters().countSession();
    stream.termination().note('L', 'C');
    HttpReply reply = dial.redirect().with(HeaderName.CONNECTION, "close");
    state.reply(reply.status(), reply);
    replies.decided();
  }

  // --- the request -----------------------------------------------------------------------------

  /** Sends the request; what watches the client meanwhile, or null. */
  private AbortWatch send() throws ConnectionException {
    stream.termination().phase('H');
    upload = request.send(link);
    boolean depends = stream.client().abortWithPeer(link.connection());
    if (upload != null) {
      stream.services().transport().fork(upload);
    } else if (!depends && stream.watch().abortsOnClose()) {
      return AbortWatch.start(stream, link.connection());
    }
    return null;
  }

  // --- the end ---------------------------------------------------------------------------------

  private void end() {
    stream.client().abortWithPeer(null);
    if (link != null) {
      stream.upstream().forgetConnection();
      if (upload == null || upload.isSent()) {
        link.close();
      } else if (upload.isLate()) {
        link.end();
      } else {
        upload.abandon();
        link.abandon();
      }
    }
    if (upload != null && !upload.isDone()) {
      exchange.makeLast();
      boolean carried = stream.session().isCarried();
      if (!carried) {
        stream.client().shutdownOutput();
      }
      // Whoever is carried with others is told of its end whatever it still sends.
      stream.client().deadline(System.nanoTime() + (carried ? 0 : HttpSession.LINGER_NANOS));
      upload.join();
    }
    if (link != null) {
      link.release();
    }
    stream.upstream().releaseSlot();
  }
}
