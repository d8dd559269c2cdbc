package io.haloom.stream;

import io.haloom.http.HttpBody;
import io.haloom.http.ResponseHead;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.proxy.count.Counter;
import io.haloom.rule.RepeatedRules;
import io.haloom.rule.TcpRules;
import io.haloom.rule.Verdict;
import java.util.concurrent.TimeUnit;

/**
 * {@code tcp-response content} of a backend in HTTP mode. The rules are evaluated when the server
 * has been reached, before anything of its response has come; where they want to see that, again
 * with the head, and once more when all of the message has come or {@code inspect-delay} is over.
 */
public final class ResponseInspection {
  private final Stream stream;
  private final HttpRuleState state;
  private final StreamContext context;
  private final Connection server;
  private final int delayMillis;
  private final RepeatedRules rules;
  private long deadline;
  private Verdict verdict = Verdict.WAIT;

  private ResponseInspection(Stream stream, HttpRuleState state, Connection server, TcpRules of) {
    this.stream = stream;
    this.state = state;
    this.context = stream.context();
    this.server = server;
    this.delayMillis = of.responseDelayMillis();
    this.rules = new RepeatedRules(of.response(), context);
  }

  /**
   * Evaluates the rules of the stream's backend for the first time.
   *
   * @param server the connection that the response will come on
   * @return null where there are no rules
   */
  public static ResponseInspection begin(Stream stream, HttpRuleState state, Connection server) {
    TcpRules rules = stream.backendConfig().rules();
    if (rules.response().isEmpty()) {
      return null;
    }
    ResponseInspection begun = new ResponseInspection(stream, state, server, rules);
    begun.begin();
    return begun;
  }

  private void begin() {
    state.response(null, null, null);
    stream.responds();
    evaluate(delayMillis == 0);
    if (verdict == Verdict.WAIT) {
      deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(delayMillis);
      server.deadline(deadline);
    }
  }

  /** Whether the rules want to see more. */
  public boolean isWaiting() {
    return verdict == Verdict.WAIT;
  }

  /** Whether the delay is over: what broke the wait off was that, and no failure of the server. */
  public boolean isOver(ConnectionException e) {
    return isWaiting()
        && e.connection() == server
        && e.kind() == ConnectionException.Kind.TIMEOUT
        && System.nanoTime() - deadline >= 0;
  }

  /** Nothing came within the delay: the rules decide without it. */
  public void expire() {
    evaluate(true);
  }

  /** The head of a response has come; rules that want more wait for its body, or for the delay. */
  public void received(ResponseHead head, HttpBody body) {
    state.response(head, body, server);
    boolean isFinal = head.status() >= 200 || head.status() == 101;
    evaluate(System.nanoTime() - deadline >= 0 || isFinal && body.isReceived());
    if (isWaiting() && isFinal) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      state.receive((int) Math.max(left, 1));
      evaluate(true);
    }
  }

  private void evaluate(boolean last) {
    context.inspect(true);
    context.responseComplete(last);
    verdict = rules.evaluate();
    context.responseComplete(true);
    context.inspect(false);
    if (!isWaiting()) {
      server.deadline(0);
    }
  }

  /** Whether they have looked into the response, whose status logs tell then. */
  public boolean hasLooked() {
    return state.isResponseViewed();
  }

  /** Whether they want the connection to the server closed. */
  public boolean closesServer() {
    return verdict == Verdict.CLOSE;
  }

  /** Whether the response does not go to the client, which gets nothing then; counted here. */
  public boolean refuses() {
    if (verdict == Verdict.SILENT_DROP) {
      ContentRules.dropSilently(stream);
      return true;
    }
    if (verdict != Verdict.REJECT) {
      return false;
    }
    stream.termination().note('P', 'D');
    stream.counters().count(Counter.DENIED_RESPONSES, 1);
    return true;
  }
}
