package io.haloom.stream;

import io.haloom.model.ProxyConfig;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.proxy.Counter;
import io.haloom.rule.Rule;
import io.haloom.rule.RuleSet;
import io.haloom.rule.TcpRules;
import io.haloom.rule.Verdict;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * {@code tcp-request content} and {@code tcp-response content}: rules that look at what one side
 * sent, again each time more has come, until they decide or {@code inspect-delay} has passed.
 */
final class ContentRules {
  private ContentRules() {}

  /** Evaluates the rules of one proxy; false when the session ends with that. */
  static boolean allow(Session session, ProxyConfig config) throws ConnectionException {
    TcpRules rules = config.rules();
    if (rules.content().isEmpty()) {
      return true;
    }
    Verdict verdict = request(session, rules);
    if (verdict != Verdict.REJECT && verdict != Verdict.SILENT_DROP) {
      return true;
    }
    session.farewell().silentDrop(verdict == Verdict.SILENT_DROP);
    session.traffic().count(Counter.DENIED_REQUESTS, 1);
    session.ending().note('P', 'R');
    return false;
  }

  private static Verdict request(Session session, TcpRules rules) throws ConnectionException {
    SessionContext context = session.context();
    if (context.http() != null) {
      return ofHttp(session, rules, context);
    }
    return new Look(session.client(), session.prefetch(), context::requestComplete)
        .until(rules.requestDelayMillis(), rules.content(), context);
  }

  /** The head of the request has come; rules that want more wait for its body, or the delay. */
  private static Verdict ofHttp(Session session, TcpRules rules, SessionContext context) {
    return ofHttp(rules.content(), rules.requestDelayMillis(), context, context::requestComplete);
  }

  /** Evaluates the backend's rules on the response of a server; false when it is not passed on. */
  static boolean allowResponse(Session session) {
    TcpRules rules = session.backend().config().rules();
    if (rules.response().isEmpty()) {
      return true;
    }
    SessionContext context = session.context();
    Verdict verdict =
        ofHttp(rules.response(), rules.responseDelayMillis(), context, context::responseComplete);
    if (verdict != Verdict.REJECT && verdict != Verdict.SILENT_DROP) {
      return true;
    }
    session.ending().note('P', 'D');
    session.farewell().silentDrop(verdict == Verdict.SILENT_DROP);
    session.traffic().count(Counter.DENIED_RESPONSES, 1);
    return false;
  }

  private static Verdict ofHttp(
      List<Rule> rules, int delayMillis, SessionContext context, Consumer<Boolean> complete) {
    complete.accept(delayMillis == 0 || context.http().isReceived());
    Verdict verdict = RuleSet.evaluate(rules, context);
    if (verdict == Verdict.WAIT) {
      context.http().receive(delayMillis);
      complete.accept(true);
      verdict = RuleSet.evaluate(rules, context);
    }
    complete.accept(true);
    return verdict;
  }

  /** Leaves in {@code prefetch} what was looked at. */
  static Verdict response(Session session, Connection server, Prefetch prefetch, TcpRules rules)
      throws ConnectionException {
    SessionContext context = session.context();
    context.response(prefetch);
    return new Look(server, prefetch, context::responseComplete)
        .until(rules.responseDelayMillis(), rules.response(), context);
  }

  /** One side being looked at. */
  private record Look(Connection from, Prefetch prefetch, Consumer<Boolean> complete) {

    Verdict until(int delayMillis, List<Rule> rules, SessionContext context)
        throws ConnectionException {
      long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(delayMillis);
      complete.accept(delayMillis == 0);
      prefetch.available();
      while (true) {
        if (prefetch.ended() || prefetch.full() || System.nanoTime() >= deadline) {
          complete.accept(true);
        }
        Verdict verdict = RuleSet.evaluate(rules, context);
        if (verdict != Verdict.WAIT) {
          complete.accept(true);
          return verdict;
        }
        try {
          await(deadline);
        } catch (ConnectionException e) {
          return lastVerdict(rules, context, e);
        }
      }
    }

    /** No more will come; where the rules allow what came, the failure stands. */
    private Verdict lastVerdict(
        List<Rule> rules, SessionContext context, ConnectionException failure)
        throws ConnectionException {
      boolean peers =
          failure.kind() == ConnectionException.Kind.RESET
              || failure.kind() == ConnectionException.Kind.ERROR;
      complete.accept(true);
      Verdict verdict = peers ? RuleSet.evaluate(rules, context) : Verdict.WAIT;
      if (verdict == Verdict.REJECT || verdict == Verdict.SILENT_DROP) {
        return verdict;
      }
      throw failure;
    }

    /** Waits for more bytes; the delay's end is no failure of the peer. */
    private void await(long deadline) throws ConnectionException {
      from.deadline(deadline);
      try {
        prefetch.more();
      } catch (ConnectionException e) {
        if (e.kind() != ConnectionException.Kind.TIMEOUT || System.nanoTime() < deadline) {
          throw e;
        }
      } finally {
        from.deadline(0);
      }
    }
  }
}
