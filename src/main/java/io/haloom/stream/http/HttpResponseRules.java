package io.haloom.stream.http;

import io.haloom.http.ResponseHead;
import io.haloom.model.ProxyConfig;
import io.haloom.net.ConnectionException;
import io.haloom.persist.CookieTransaction;
import io.haloom.proxy.Events;
import io.haloom.proxy.count.Counter;
import io.haloom.rule.Rule;
import io.haloom.rule.RuleSet;
import io.haloom.rule.Verdict;
import io.haloom.stream.ContentRules;
import io.haloom.stream.HttpRuleState;
import io.haloom.stream.Stream;
import io.haloom.stream.WallClock;
import java.util.List;

/** {@code http-response} and {@code http-after-response} on the response of a server. */
final class HttpResponseRules {
  private final Stream stream;
  private final HttpRuleState state;
  private final HttpReplies replies;

  HttpResponseRules(Stream stream, HttpRuleState state, HttpReplies replies) {
    this.stream = stream;
    this.state = state;
    this.replies = replies;
  }

  /** The backend's rules and then the frontend's; false when something else has been answered. */
  boolean pass() throws ConnectionException {
    ProxyConfig frontend = stream.frontendConfig();
    ProxyConfig backend = stream.backendConfig();
    return pass(backend) && (backend == frontend || pass(frontend));
  }

  private boolean pass(ProxyConfig proxy) throws ConnectionException {
    List<Rule> rules = proxy.http().rules().response();
    if (rules.isEmpty()) {
      return true;
    }
    state.strictMode(true);
    Verdict verdict = RuleSet.evaluate(rules, stream.context());
    state.strictMode(true);
    switch (verdict) {
      case REPLY -> {
        stream.termination().note('L', 'H');
        replies.decided();
      }
      case DENY -> deny();
      case INVALID -> invalid();
      case ERROR -> internalError();
      case REJECT -> {
        stream.counters().count(Counter.DENIED_RESPONSES, 1);
        stream.termination().note('P', 'H');
        replies.nothing();
      }
      case CLOSE -> clientLeft();
      case SILENT_DROP -> {
        ContentRules.dropSilently(stream);
        replies.nothing();
      }
      default -> {
        return true;
      }
    }
    return false;
  }

  /** Nobody is left to wait for the rest of a response ({@code option abortonclose}). */
  private void clientLeft() {
    if (stream.termination().note('C', 'H')) {
      stream.counters().count(Counter.CLIENT_ABORTS, 1);
    }
    replies.nothing();
  }

  private void deny() throws ConnectionException {
    stream.counters().count(Counter.DENIED_RESPONSES, 1);
    stream.termination().note('P', 'H');
    replies.decided();
  }

  /** Only what was no valid response has taken no time to come. */
  private void invalid() throws ConnectionException {
    stream.timing().responded(-1);
    stream.counters().countServerSide(Counter.FAILED_RESPONSES);
    stream.termination().note('P', 'H');
    replies.error(502);
  }

  /** Cookies; false where {@code option checkcache} forbids the response. */
  boolean passCookies(ResponseHead head) throws ConnectionException {
    CookieTransaction cookies = stream.persistence();
    if (head.status() < 200 && head.status() != 101
        || cookies.response(head, stream.server(), WallClock.seconds(stream.now()))) {
      return true;
    }
    String text = cookies.blocked(stream.server());
    stream.services().runtime().events().alert(stream.backendConfig(), Events.ALERT, text, text);
    state.reply(head.status(), state.errorReply(head.status()));
    deny();
    return false;
  }

  /** {@code http-after-response} of what goes to the client; false when it failed. */
  boolean passAfter() throws ConnectionException {
    if (replies.passes()) {
      return true;
    }
    internalError();
    return false;
  }

  private void internalError() throws ConnectionException {
    stream.counters().count(Counter.INTERNAL_ERRORS, 1);
    stream.termination().note('I', 'H');
    replies.error(500);
  }
}
