package io.haloom.stream;

import io.haloom.http.HttpProtocols;
import io.haloom.log.AccessLog;
import io.haloom.log.Loggers;
import io.haloom.model.TuneConfig;
import io.haloom.net.Connection;
import io.haloom.net.Transport;
import io.haloom.proxy.Frontend;
import io.haloom.proxy.FrontendPlan;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.sample.ProcessFacts;
import io.haloom.sample.Variables;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What all sessions of the process share. */
public final class SessionServices {
  private final ProxyRuntime runtime;
  private final SessionTable table;
  private final Loggers loggers;
  private final Map<Frontend, PlannedLog> accessLogs = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private final Admission admission;
  private final SourceExhaustion exhaustion = new SourceExhaustion();
  private final Variables processVariables = Variables.shared();
  private final ProcessFacts facts;
  private final HttpProtocols http;

  /**
   * Collects them.
   *
   * @param http how messages are read and written
   */
  public SessionServices(
      ProxyRuntime runtime, Loggers loggers, ProcessFacts facts, HttpProtocols http) {
    this.runtime = runtime;
    this.loggers = loggers;
    this.facts = facts;
    this.http = http;
    this.admission = new Admission(runtime.process());
    this.table = new SessionTable(runtime.transport().loops());
    runtime.sessions(table);
  }

  public ProxyRuntime runtime() {
    return runtime;
  }

  public Transport transport() {
    return runtime.transport();
  }

  public SessionTable table() {
    return table;
  }

  /** The access log of a plan. */
  private record PlannedLog(FrontendPlan plan, AccessLog log) {}

  /** Where lines of the frontend go by this plan. */
  AccessLog accessLog(Frontend frontend, FrontendPlan plan) {
    PlannedLog known = accessLogs.get(frontend);
    if (known == null || known.plan() != plan) {
      known = new PlannedLog(plan, new AccessLog(plan.config(), loggers));
      accessLogs.put(frontend, known);
    }
    return known.log();
  }

  long nextNumber() {
    return numbers.getAndIncrement();
  }

  public Admission admission() {
    return admission;
  }

  public SourceExhaustion exhaustion() {
    return exhaustion;
  }

  /** Variables of the {@code proc} scope. */
  public Variables processVariables() {
    return processVariables;
  }

  /** What samples tell of the process. */
  public ProcessFacts facts() {
    return facts;
  }

  /** How messages are read and written. */
  public HttpProtocols http() {
    return http;
  }

  /** A session hit a defect of ours; it ends, the others go on. */
  public void internalError(Session session, Throwable cause) {
    runtime.defects().met(session.config(), "session " + session.number(), cause);
  }

  public TuneConfig tune() {
    return runtime.config().global().tune();
  }

  Prefetch prefetch(Connection from) {
    return new Prefetch(from, bufferSize(), runtime.memory());
  }

  int bufferSize() {
    return tune().bufsize();
  }
}
