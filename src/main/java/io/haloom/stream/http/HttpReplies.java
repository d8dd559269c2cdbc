package io.haloom.stream.http;

import io.haloom.http.ClientExchange;
import io.haloom.http.HttpReply;
import io.haloom.http.MessageSink;
import io.haloom.http.Method;
import io.haloom.http.ResponseHead;
import io.haloom.model.ProxyConfig;
import io.haloom.net.ConnectionException;
import io.haloom.rule.Rule;
import io.haloom.rule.RuleSet;
import io.haloom.rule.Verdict;
import io.haloom.stream.HttpRuleState;
import io.haloom.stream.Stream;
import java.util.List;

/** The responses to requests that are made here, in the place of a server. */
final class HttpReplies implements ClientExchange.HeadFilter {
  private static final int INTERNAL_ERROR = 500;

  private final Stream stream;
  private final ClientExchange exchange;
  private final HttpRuleState state;
  private ResponseHead own;

  HttpReplies(Stream stream, ClientExchange exchange, HttpRuleState state) {
    this.stream = stream;
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
    state.ownResponse(own, reply.body());
    state.answers(status);
    if (ownPasses()) {
      write(status, reply);
      return;
    }
    HttpReply error = state.errorReply(INTERNAL_ERROR);
    own.begin(error);
    state.ownResponse(own, error.body());
    if (status == INTERNAL_ERROR || !ownPasses()) {
      exchange.makeLast();
      exchange.status(INTERNAL_ERROR);
    } else {
      write(INTERNAL_ERROR, error);
    }
  }

  /** Rules on an answer made here do not know yet why the request ends with it. */
  private boolean ownPasses() {
    stream.termination().hide(true);
    try {
      return passes();
    } finally {
      stream.termination().hide(false);
    }
  }

  private void write(int status, HttpReply reply) throws ConnectionException {
    boolean toHead = exchange.request().receivedMethod() == Method.HEAD;
    long counted = own.countedLength() + (toHead ? 0L : reply.body().length);
    if (own.dropConnectionOptions() || !exchange.isRequestReceived()) {
      exchange.makeLast();
    }
    stream.counters().in(exchange.bodyReceived());
    stream.counters().out(counted);
    exchange.reply(own, reply.body());
    exchange.status(own.status() == reply.status() ? status : own.status());
  }

  // --- http-after-response ---------------------------------------------------------------------

  /** The same for the head of a response of the statistics. */
  @Override
  public boolean pass(ResponseHead head) {
    state.response(head, null, null);
    return passes();
  }

  @Override
  public MessageSink body(MessageSink exchange) {
    return BodyPipe.ofReply(exchange);
  }

  /** Evaluates the backend's and then the frontend's rules; false where an edit failed. */
  boolean passes() {
    stream.responds();
    ProxyConfig frontend = stream.frontendConfig();
    ProxyConfig backend = stream.backend() == null ? frontend : stream.backendConfig();
    return passes(backend) && (backend == frontend || passes(frontend));
  }

  private boolean passes(ProxyConfig proxy) {
    List<Rule> rules = proxy.http().rules().afterResponse();
    if (rules.isEmpty()) {
      return true;
    }
    state.strictMode(true);
    Verdict verdict = RuleSet.evaluate(rules, stream.context());
    state.strictMode(true);
    return verdict == Verdict.CONTINUE || verdict == Verdict.ACCEPT;
  }
}
