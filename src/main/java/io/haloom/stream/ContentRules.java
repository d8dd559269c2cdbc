package io.haloom.stream;

import io.haloom.net.ConnectionException;
import io.haloom.rule.RuleSet;
import io.haloom.rule.TcpRules;
import io.haloom.rule.Verdict;
import java.util.concurrent.TimeUnit;

/**
 * {@code tcp-request content}: rules that look at what the client sent, again each time more has
 * come, until they decide or {@code inspect-delay} has passed.
 */
final class ContentRules {
  private ContentRules() {}

  static Verdict request(Session session, TcpRules rules) throws ConnectionException {
    SessionContext context = session.context();
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(rules.requestDelayMillis());
    context.requestComplete(rules.requestDelayMillis() == 0);
    Prefetch prefetch = session.prefetch();
    prefetch.available();
    while (true) {
      if (prefetch.ended() || prefetch.full() || System.nanoTime() >= deadline) {
        context.requestComplete(true);
      }
      Verdict verdict = RuleSet.evaluate(rules.content(), context);
      if (verdict != Verdict.WAIT) {
        return verdict;
      }
      await(session, deadline);
    }
  }

  /** Waits for more bytes; the delay's end is no failure of the client. */
  private static void await(Session session, long deadline) throws ConnectionException {
    session.client().deadline(deadline);
    try {
      session.prefetch().more();
    } catch (ConnectionException e) {
      if (e.kind() != ConnectionException.Kind.TIMEOUT || System.nanoTime() < deadline) {
        throw e;
      }
    } finally {
      session.client().deadline(0);
    }
  }
}
