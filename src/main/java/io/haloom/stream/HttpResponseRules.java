package io.haloom.stream;

import io.haloom.http.ResponseHead;
import io.haloom.model.ProxyConfig;
import io.haloom.net.ConnectionException;
import io.haloom.persist.CookieTransaction;
import io.haloom.proxy.Counter;
import io.haloom.proxy.Events;
import io.haloom.rule.Rule;
import io.haloom.rule.RuleSet;
import io.haloom.rule.Verdict;
import java.util.List;

/** {@code http-response} and {@code http-after-response} on the response of a server. */
final class HttpResponseRules {
  private final Session session;
  private final HttpRuleState state;
  private final HttpReplies replies;

  HttpResponseRules(Session session, HttpRuleState state, HttpReplies replies) {
    this.session = session;
    this.state = state;
    this.replies = replies;
  }

  /** The backend's rules and then the frontend's; false when something else has been answered. */
  boolean pass() throws ConnectionException {
    ProxyConfig frontend = session.frontend().config();
    ProxyConfig backend = session.backend().config();
    return pass(backend) && (backend == frontend || pass(frontend));
  }

  private boolean pass(ProxyConfig proxy) throws ConnectionException {
    List<Rule> rules = proxy.http().rules().response();
    if (rules.isEmpty()) {
      return true;
    }
    state.strictMode(true);
    Verdict verdict = RuleSet.evaluate(rules, session.context());
    state.strictMode(true);
    switch (verdict) {
      case REPLY -> {
        session.ending().note('L', 'H');
        replies.decided();
      }
      case DENY -> deny();
      case INVALID -> invalid();
      case ERROR -> internalError();
      case REJECT, SILENT_DROP -> {
        session.farewell().silentDrop(verdict == Verdict.SILENT_DROP);
        session.traffic().count(Counter.DENIED_RESPONSES, 1);
        end('P');
        replies.nothing();
      }
      default -> {
        return true;
      }
    }
    return false;
  }

  private void end(char cause) {
    session.timing().responded(-1);
    session.ending().note(cause, 'H');
  }

  private void deny() throws ConnectionException {
    session.traffic().count(Counter.DENIED_RESPONSES, 1);
    end('P');
    replies.decided();
  }

  private void invalid() throws ConnectionException {
    session.traffic().countServerSide(Counter.FAILED_RESPONSES);
    end('P');
    replies.error(502);
  }

  /** Cookies; false where {@code option checkcache} forbids the response. */
  boolean passCookies(ResponseHead head) throws ConnectionException {
    CookieTransaction cookies = session.persistence();
    if (head.status() < 200 && head.status() != 101
        || cookies.response(head, session.server(), WallClock.seconds(session.now()))) {
      return true;
    }
    String text = cookies.blocked(session.server());
    session
        .services()
        .runtime()
        .events()
        .alert(session.backend().config(), Events.ALERT, text, text);
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
    session.traffic().count(Counter.INTERNAL_ERRORS, 1);
    end('I');
    replies.error(500);
  }
}
