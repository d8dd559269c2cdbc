package io.haloom.stream;

import io.haloom.http.ErrorPages;
import io.haloom.http.HttpExchange;
import io.haloom.http.HttpReply;
import io.haloom.http.ResponseHead;
import io.haloom.net.ConnectionException;

/** What the rules of one request decide and change, and the responses made in a server's place. */
final class HttpRuleState {
  private final Session session;
  private final HttpExchange exchange;
  private final ResponseHead own = new ResponseHead();

  HttpRuleState(Session session, HttpExchange exchange) {
    this.session = session;
    this.exchange = exchange;
  }

  /** {@code http-response} of the backend, then of the frontend; false when one refused it. */
  boolean response(ResponseHead head) {
    return true;
  }

  /** {@code http-after-response}, for whatever response is about to leave. */
  void afterResponse(ResponseHead head) {}

  /** Answers with an error. */
  void error(int status) throws ConnectionException {
    send(ErrorPages.reply(status));
  }

  /** Answers. */
  void send(HttpReply reply) throws ConnectionException {
    if (reply.isSilent()) {
      exchange.makeLast();
      return;
    }
    own.begin(reply);
    session.countOut(own.countedLength() + (long) reply.body().length);
    afterResponse(own);
    exchange.reply(own, reply.body());
  }
}
