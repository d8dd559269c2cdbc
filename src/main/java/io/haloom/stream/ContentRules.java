package io.haloom.stream;

import io.haloom.model.ProxyConfig;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.proxy.count.Counter;
import io.haloom.rule.RepeatedRules;
import io.haloom.rule.Rule;
import io.haloom.rule.TcpRules;
import io.haloom.rule.Verdict;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * {@code tcp-request content} and {@code tcp-response content}: rules that look at what one side
 * sent, again each time more has come, until they decide or {@code inspect-delay} has passed.
 */
public final class ContentRules {
  private ContentRules() {}

  /** Evaluates the rules of one proxy; false when the stream ends with that. */
  public static boolean allow(Stream stream, ProxyConfig config) throws ConnectionException {
    TcpRules rules = config.rules();
    if (rules.content().isEmpty()) {
      return true;
    }
    return allows(stream, request(stream, rules));
  }

  private static boolean allows(Stream stream, Verdict verdict) {
    if (verdict == Verdict.SILENT_DROP) {
      dropSilently(stream);
      return false;
    }
    if (verdict != Verdict.REJECT) {
      return true;
    }
    stream.counters().countFrontend(Counter.DENIED_REQUESTS, 1);
    stream.termination().note('P', 'R');
    return false;
  }

  /** A silent drop denies the request, also where it was the response that rules looked at. */
  public static void dropSilently(Stream stream) {
    stream.session().farewell().silentDrop(true);
    stream.counters().countProxies(Counter.DENIED_REQUESTS);
    stream.termination().note('P', 'R');
  }

  private static Verdict request(Stream stream, TcpRules rules) throws ConnectionException {
    StreamContext context = stream.context();
    if (context.http() != null) {
      return ofHttp(stream, rules, context);
    }
    RepeatedRules all = new RepeatedRules(rules.content(), context);
    Prefetch prefetch = stream.session().prefetch();
    prefetch.available();
    Verdict verdict =
        new Look(stream.client(), prefetch, context::requestComplete)
            .until(rules.requestDelayMillis(), all);
    switch (verdict) {
      case SWITCH_HTTP -> stream.session().upgrade(HttpUpgrade.by(null));
      case SWITCH_HTTP1 -> stream.session().upgrade(HttpUpgrade.by("h1"));
      case SWITCH_HTTP2 -> stream.session().upgrade(HttpUpgrade.by("h2"));
      default -> {}
    }
    return verdict;
  }

  /** The head of the request has come; rules that want more wait for its body, or the delay. */
  private static Verdict ofHttp(Stream stream, TcpRules rules, StreamContext context) {
    return ofHttp(rules.content(), rules.requestDelayMillis(), context);
  }

  private static Verdict ofHttp(List<Rule> rules, int delayMillis, StreamContext context) {
    context.requestComplete(delayMillis == 0 || context.http().isReceived());
    RepeatedRules repeated = new RepeatedRules(rules, context);
    Verdict verdict = repeated.evaluate();
    if (verdict == Verdict.WAIT) {
      context.http().receive(delayMillis);
      context.requestComplete(true);
      verdict = repeated.evaluate();
    }
    context.requestComplete(true);
    return verdict;
  }

  /**
   * Leaves in {@code prefetch} what was looked at. The rules are evaluated first once the server is
   * connected, before anything of it is looked at: what they tell does not depend on its speed.
   */
  static Verdict response(Stream stream, Connection server, Prefetch prefetch, TcpRules rules)
      throws ConnectionException {
    StreamContext context = stream.context();
    context.response(prefetch);
    return new Look(server, prefetch, context::responseComplete)
        .until(rules.responseDelayMillis(), new RepeatedRules(rules.response(), context));
  }

  /** One side being looked at. */
  private record Look(Connection from, Prefetch prefetch, Consumer<Boolean> complete) {

    Verdict until(int delayMillis, RepeatedRules rules) throws ConnectionException {
      long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(delayMillis);
      complete.accept(delayMillis == 0);
      while (true) {
        if (prefetch.ended() || prefetch.full() || System.nanoTime() >= deadline) {
          complete.accept(true);
        }
        Verdict verdict = rules.evaluate();
        if (verdict != Verdict.WAIT) {
          complete.accept(true);
          return verdict;
        }
        try {
          await(deadline);
        } catch (ConnectionException e) {
          return lastVerdict(rules, e);
        }
      }
    }

    /** No more will come; where the rules allow what came, the failure stands. */
    private Verdict lastVerdict(RepeatedRules rules, ConnectionException failure)
        throws ConnectionException {
      boolean peers =
          failure.kind() == ConnectionException.Kind.RESET
              || failure.kind() == ConnectionException.Kind.ERROR;
      complete.accept(true);
      Verdict verdict = peers ? rules.evaluate() : Verdict.WAIT;
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
