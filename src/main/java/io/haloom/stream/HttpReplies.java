package io.haloom.stream;

import io.haloom.http.ErrorPages;
import io.haloom.http.HttpExchange;
import io.haloom.http.HttpReply;
import io.haloom.http.ResponseHead;
import io.haloom.net.ConnectionException;

/** The responses to one request that are made here, in the place of a server. */
final class HttpReplies {
  private final Session session;
  private final HttpExchange exchange;
  private final ResponseHead own = new ResponseHead();

  HttpReplies(Session session, HttpExchange exchange) {
    this.session = session;
    this.exchange = exchange;
  }

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
    exchange.reply(own, reply.body());
  }
}
