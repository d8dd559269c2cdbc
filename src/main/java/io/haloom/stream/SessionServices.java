package io.haloom.stream;

import io.haloom.log.AccessLog;
import io.haloom.log.Loggers;
import io.haloom.model.TuneConfig;
import io.haloom.net.Transport;
import io.haloom.proxy.Events;
import io.haloom.proxy.Frontend;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.sample.ProcessFacts;
import io.haloom.sample.Variables;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What all sessions of the process share. */
public final class SessionServices {
  private final ProxyRuntime runtime;
  private final SessionTable table;
  private final Loggers loggers;
  private final Map<Frontend, AccessLog> accessLogs = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private final Admission admission;
  private final SourceExhaustion exhaustion = new SourceExhaustion();
  private final Variables processVariables = Variables.shared();
  private final ProcessFacts facts;
  private final ModeHandler httpMode;

  /**
   * Collects them.
   *
   * @param httpMode runs sessions of {@code mode http} frontends
   */
  public SessionServices(
      ProxyRuntime runtime, Loggers loggers, ProcessFacts facts, ModeHandler httpMode) {
    this.runtime = runtime;
    this.loggers = loggers;
    this.facts = facts;
    this.httpMode = httpMode;
    this.admission = new Admission(runtime.process());
    this.table = new SessionTable(runtime.transport().loops());
    runtime.sessions(table);
  }

  public ProxyRuntime runtime() {
    return runtime;
  }

  Transport transport() {
    return runtime.transport();
  }

  public SessionTable table() {
    return table;
  }

  AccessLog accessLog(Frontend frontend) {
    return accessLogs.computeIfAbsent(frontend, f -> new AccessLog(f.config(), loggers));
  }

  long nextNumber() {
    return numbers.getAndIncrement();
  }

  Admission admission() {
    return admission;
  }

  SourceExhaustion exhaustion() {
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

  ModeHandler httpMode() {
    return httpMode;
  }

  /** A session hit a defect of ours; it ends, the others go on. */
  void internalError(Session session, Throwable cause) {
    StringWriter trace = new StringWriter();
    cause.printStackTrace(new PrintWriter(trace));
    String text = "Internal error in session " + session.number() + ": " + trace;
    runtime
        .events()
        .warn(session.frontend().config(), Events.CRIT, text.replaceAll("\\s*\\R\\s*", " | "));
  }

  TuneConfig tune() {
    return runtime.config().global().tune();
  }

  int bufferSize() {
    return tune().bufsize();
  }
}
