package io.haloom.stream;

import io.haloom.http.HttpExchange;
import io.haloom.http.HttpReply;
import io.haloom.http.ResponseHead;
import io.haloom.model.ProxyConfig;
import io.haloom.net.ConnectionException;
import io.haloom.rule.Rule;
import io.haloom.rule.RuleSet;
import io.haloom.rule.Verdict;
import java.util.List;

/** The responses to requests that are made here, in the place of a server. */
final class HttpReplies {
  private static final int INTERNAL_ERROR = 500;

  private final Session session;
  private final HttpExchange exchange;
  private final HttpRuleState state;
  private ResponseHead own;

  HttpReplies(Session session, HttpExchange exchange, HttpRuleState state) {
    this.session = session;
    this.exchange = exchange;
    this.state = state;
  }

  /** Answers with the error message that the proxies have for this status. */
  void error(int status) throws ConnectionException {
    send(status, state.errorReply(status));
  }

  /** Ends the connection without an answer. */
  void nothing() {
    exchange.makeLast();
  }

  /** Answers as the rules have said. */
  void decided() throws ConnectionException {
    send(state.replyStatus(), state.reply());
  }

  /**
   * Answers.
   *
   * @param status what logs tell
   */
  private void send(int status, HttpReply reply) throws ConnectionException {
    if (reply.isSilent()) {
      exchange.makeLast();
      exchange.status(status);
      return;
    }
    if (own == null) {
      own = new ResponseHead();
    }
    own.begin(reply);
    state.response(own, null, null);
    if (passes()) {
      write(status, reply);
      return;
    }
    HttpReply error = state.errorReply(INTERNAL_ERROR);
    own.begin(error);
    if (status == INTERNAL_ERROR || !passes()) {
      exchange.makeLast();
      exchange.status(INTERNAL_ERROR);
    } else {
      write(INTERNAL_ERROR, error);
    }
  }

  private void write(int status, HttpReply reply) throws ConnectionException {
    long counted = own.countedLength() + (long) reply.body().length;
    if (own.dropConnectionOptions() || !exchange.isRequestReceived()) {
      exchange.makeLast();
    }
    session.traffic().in(exchange.bodyReceived());
    session.traffic().out(counted);
    exchange.reply(own, reply.body());
    exchange.status(own.status() == reply.status() ? status : own.status());
  }

  // --- http-after-response ---------------------------------------------------------------------

  /** The same for the head of a response of the statistics. */
  boolean passes(ResponseHead head) {
    state.response(head, null, null);
    return passes();
  }

  /** Evaluates the backend's and then the frontend's rules; false where an edit failed. */
  boolean passes() {
    ProxyConfig frontend = session.frontend().config();
    ProxyConfig backend = session.backend() == null ? frontend : session.backend().config();
    return passes(backend) && (backend == frontend || passes(frontend));
  }

  private boolean passes(ProxyConfig proxy) {
    List<Rule> rules = proxy.http().rules().afterResponse();
    if (rules.isEmpty()) {
      return true;
    }
    state.strictMode(true);
    Verdict verdict = RuleSet.evaluate(rules, session.context());
    state.strictMode(true);
    return verdict == Verdict.CONTINUE || verdict == Verdict.ACCEPT;
  }
}
