package io.haloom.stream;

import io.haloom.model.ProxyConfig;
import io.haloom.net.ConnectionException;
import io.haloom.proxy.Counter;
import io.haloom.proxy.Frontend;
import io.haloom.proxy.ProcessCounters;
import io.haloom.proxy.Rate;
import io.haloom.rule.RuleSet;
import io.haloom.rule.Verdict;

/**
 * What the first virtual thread of a session, which is in the table already, runs. The outer method
 * releases whatever the inner one took, in the opposite order, and logs.
 */
final class SessionTask implements Runnable {
  private final Session session;

  SessionTask(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    SessionServices services = session.services();
    try {
      begin();
    } catch (ConnectionException e) {
      session.watch().failed(e);
    } catch (RuntimeException | Error e) {
      session.ending().note('I', session.ending().phase());
      services.internalError(session, e);
    } finally {
      Closing.of(session);
      services.table().remove(session);
      services.admission().leave(session.listener());
    }
  }

  /** Steps 2 and 3 of {@link TcpStream}: the frontend's own, up to what its mode does. */
  private void begin() throws ConnectionException {
    Frontend frontend = session.frontend();
    ProxyConfig config = frontend.config();
    SocketTuning.client(session.client(), config, session.services().tune());
    session.client().timeout(config.timeouts().client());
    countConnection(frontend);
    if (!passes(config.rules().connection(), Counter.DENIED_CONNECTIONS)) {
      session.farewell().endWithReset();
      return;
    }
    session.addresses().level(SessionAddresses.Level.SESSION);
    if (!ClientHandshake.done(session)) {
      return;
    }
    if (!passes(config.rules().session(), Counter.DENIED_SESSIONS)) {
      session.farewell().leaveUnread();
      return;
    }
    session.addresses().level(SessionAddresses.Level.STREAM);
    countSession(frontend);
    session.log().becomesStream();
    if (config.mode() == ProxyConfig.Mode.HTTP) {
      session.services().httpMode().run(session);
    } else {
      int stripe = session.stripe();
      session.services().runtime().process().counters().increment(stripe, Counter.REQUESTS);
      new TcpStream(session).run();
    }
  }

  private boolean passes(java.util.List<io.haloom.rule.Rule> rules, Counter denied) {
    if (rules.isEmpty()) {
      return true;
    }
    Verdict verdict = RuleSet.evaluate(rules, session.context());
    if (verdict == Verdict.REJECT || verdict == Verdict.SILENT_DROP) {
      session.traffic().count(denied, 1);
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
    rate.tick(session.stripe(), session.acceptMicros() / 1000);
  }
}
