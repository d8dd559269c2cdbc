package io.haloom.stream.accept;

import io.haloom.model.ProxyConfig;
import io.haloom.net.ConnectionException;
import io.haloom.proxy.Frontend;
import io.haloom.proxy.count.Counter;
import io.haloom.proxy.count.ProcessCounters;
import io.haloom.proxy.count.Rate;
import io.haloom.rule.RuleSet;
import io.haloom.rule.Verdict;
import io.haloom.stream.Session;
import io.haloom.stream.SessionServices;
import io.haloom.stream.SocketTuning;
import io.haloom.stream.TerminationState;
import io.haloom.stream.http.HttpMode;

/**
 * What the first virtual thread of a session, which is in the table already, runs. The outer method
 * releases whatever the inner one took, in the opposite order, and logs.
 */
final class SessionTask implements Runnable {
  private final Session session;
  private final HttpMode http;

  /**
   * @param http runs what speaks HTTP
   */
  SessionTask(Session session, HttpMode http) {
    this.session = session;
    this.http = http;
  }

  @Override
  public void run() {
    SessionServices services = session.services();
    try {
      begin(); // 2
    } catch (ConnectionException e) {
      session.stream().failures().note(e);
    } catch (RuntimeException | Error e) {
      TerminationState termination = session.stream().termination();
      termination.note('I', termination.phase());
      services.internalError(session, e);
    } finally {
      end(services);
    }
  }

  private void end(SessionServices services) {
    try {
      Closing.of(session.stream()); // 8
    } catch (RuntimeException | Error e) {
      services.internalError(session, e);
    } finally {
      session.dropPrefetch();
      session.leaveTls();
      services.table().remove(session);
      services.admission().leave(session.listener());
    }
  }

  /** The frontend's own, up to what its mode does; numbered as in {@link TcpStream}. */
  private void begin() throws ConnectionException {
    Frontend frontend = session.frontend();
    ProxyConfig config = session.config();
    SocketTuning.client(session.client(), config, session.services().tune());
    session.client().timeout(config.timeouts().client());
    countConnection(frontend);
    if (!passes(config.rules().connection(), Counter.DENIED_CONNECTIONS)) {
      session.farewell().endWithReset();
      return;
    }
    session.addresses().accepted();
    if (!shakesHands(config.timeouts().client())) {
      return;
    }
    if (!passes(config.rules().session(), Counter.DENIED_SESSIONS)) {
      session.farewell().leaveUnread();
      return;
    }
    session.addresses().settle();
    countSession(frontend);
    session.stream().log().begins();
    if (config.mode() == ProxyConfig.Mode.HTTP) {
      http.run(session);
    } else {
      int stripe = session.stripe();
      session.services().runtime().process().counters().increment(stripe, Counter.REQUESTS);
      new TcpStream(session.stream(), http).run();
    }
  }

  /**
   * What comes before the first byte of the protocol.
   *
   * @param millis how long that may take in all, however the client's bytes drip in; 0 for ever
   */
  private boolean shakesHands(int millis) {
    boolean header = session.expectsHeader();
    if (!header && !session.hasTls()) {
      return true;
    }
    if (millis > 0) {
      session.client().deadline(session.now() + millis * 1_000_000L);
    }
    boolean done =
        (!header || session.handshake().isDone())
            && (!session.hasTls() || session.handshake().isSecured());
    session.client().deadline(0);
    return done;
  }

  private boolean passes(java.util.List<io.haloom.rule.Rule> rules, Counter denied) {
    if (rules.isEmpty()) {
      return true;
    }
    Verdict verdict = RuleSet.evaluate(rules, session.stream().context());
    if (verdict == Verdict.REJECT || verdict == Verdict.SILENT_DROP) {
      session.stream().counters().count(denied, 1);
      session.farewell().silentDrop(verdict == Verdict.SILENT_DROP);
      return false;
    }
    return true;
  }

  private void countConnection(Frontend frontend) {
    ProcessCounters process = session.services().runtime().process();
    int stripe = session.stripe();
    tick(process.connectionRate());
    process.counters().increment(stripe, Counter.CONNECTIONS);
    tick(frontend.connectionRate());
    frontend.counters().increment(stripe, Counter.CONNECTIONS);
    session.listener().counters().increment(stripe, Counter.CONNECTIONS);
    if (session.hasTls()) {
      tick(process.tls().rate());
    }
  }

  private void countSession(Frontend frontend) {
    ProcessCounters process = session.services().runtime().process();
    int stripe = session.stripe();
    tick(process.sessionRate());
    process.counters().increment(stripe, Counter.SESSIONS);
    tick(frontend.sessionRate());
    frontend.counters().increment(stripe, Counter.SESSIONS);
    session.listener().counters().increment(stripe, Counter.SESSIONS);
  }

  private void tick(Rate rate) {
    rate.tick(session.stripe(), session.stream().acceptMicros() / 1000);
  }
}
