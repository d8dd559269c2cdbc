package io.haloom;

import io.haloom.admin.AdminServer;
import io.haloom.admin.AdminServices;
import io.haloom.admin.ProgramServices;
import io.haloom.admin.StatsSocket;
import io.haloom.admin.command.StandardCommands;
import io.haloom.balance.Balancers;
import io.haloom.check.CheckSchedule;
import io.haloom.config.ProductVersion;
import io.haloom.http.HeaderCase;
import io.haloom.http.Http1Sides;
import io.haloom.http.HttpLimits;
import io.haloom.http.MessageBuffers;
import io.haloom.log.EventLog;
import io.haloom.log.LogRing;
import io.haloom.log.Loggers;
import io.haloom.model.BindConfig;
import io.haloom.model.Config;
import io.haloom.model.GlobalConfig;
import io.haloom.model.GlobalLimits;
import io.haloom.model.ProxyConfig;
import io.haloom.model.TuneConfig;
import io.haloom.net.Transport;
import io.haloom.net.Transports;
import io.haloom.proxy.Backend;
import io.haloom.proxy.Frontend;
import io.haloom.proxy.Proxy;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.proxy.StateFileLoader;
import io.haloom.resolve.NameUpdates;
import io.haloom.resolve.SystemLookup;
import io.haloom.stats.ProcessFigures;
import io.haloom.stats.ProcessInfo;
import io.haloom.stats.PromexApplet;
import io.haloom.stats.StatsApplet;
import io.haloom.stream.HttpMode;
import io.haloom.stream.HttpServices;
import io.haloom.stream.Listeners;
import io.haloom.stream.RuntimeFacts;
import io.haloom.stream.SessionServices;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;

/**
 * A load balancer that runs: one configuration, its transport and its proxies. May be embedded; the
 * program is {@link Main}.
 *
 * <p>Its life: {@link #create}, {@link #bind}, {@link #start}, then {@link #softStop} or {@link
 * #close}.
 */
public final class Haloom implements AutoCloseable {
  private final Config config;
  private final Loggers loggers;
  private final Transport transport;
  private final ProxyRuntime runtime;
  private final SessionServices sessions;
  private final Listeners listeners;
  private final boolean replaces;
  private final ToIntFunction<BindConfig> inherited;
  private final Shutdown shutdown;
  private final ProcessInfo info;
  private final AdminServer admin;
  private final CheckSchedule checks;
  private final NameUpdates names;
  private final List<BindConfig> opened = new ArrayList<>();

  /**
   * How to run, beyond what the configuration says.
   *
   * @param transport {@code epoll}, {@code jdk}, or null for the best there is
   * @param inherited a listening descriptor taken over for that address, or -1
   * @param replaces whether a process before is still alive, whose stats sockets may be replaced
   * @param limits what the system and the command line allow
   * @param program what commands need of the program
   * @param console is told of warnings: a syslog level and a text
   */
  public record Settings(
      String transport,
      ToIntFunction<BindConfig> inherited,
      boolean replaces,
      ProcessFigures.Limits limits,
      ProgramServices program,
      BiConsumer<Integer, String> console) {}

  private Haloom(Config config, Settings settings, Transports.Opened opened) {
    this.config = config;
    this.transport = opened.transport();
    this.loggers =
        new Loggers(
            config.global(),
            config.rings().values(),
            text -> settings.console().accept(EventLog.ALERT, text));
    EventLog events = new EventLog(loggers, settings.console());
    this.runtime = new ProxyRuntime(config, transport, events);
    this.info = new ProcessInfo(runtime, figures(settings.limits()));
    transport.maxPipes(settings.limits().maxPipes());
    RuntimeFacts facts = new RuntimeFacts(runtime);
    this.sessions = new SessionServices(runtime, loggers, facts, httpMode());
    this.listeners = new Listeners(sessions, settings.inherited());
    this.shutdown = new Shutdown(runtime, sessions, listeners, this::closeStatsSockets);
    this.names = new NameUpdates(runtime, new SystemLookup());
    this.checks = new CheckSchedule(runtime, facts, sessions.processVariables());
    this.admin = admin(settings.program());
    this.replaces = settings.replaces();
    this.inherited = settings.inherited();
    runtime.process().maxconn(settings.limits().maxconn());
    GlobalLimits limits = config.global().limits();
    runtime.process().maxConnRate(limits.maxConnRate());
    runtime.process().maxSessRate(limits.maxSessRate());
    transport.pipeSize(config.global().tune().pipeSize());
    addProxies();
    new StartVariables(facts, sessions.processVariables()).set(config.global().variables());
    new StateFileLoader(runtime, text -> events.warnOnly("config : " + text)).load();
  }

  private ProcessFigures figures(ProcessFigures.Limits limits) {
    return new ProcessFigures(
        ProductVersion.FULL,
        ProductVersion.RELEASE_DATE,
        System.currentTimeMillis(),
        limits,
        loggers::dropped,
        () -> admin.listening(),
        () -> admin.clients());
  }

  private HttpMode httpMode() {
    return new HttpMode(
        new Http1Sides(
            MessageBuffers.of(limits(false), runtime.transport()),
            MessageBuffers.of(limits(true), runtime.transport()),
            HeaderCase.of(config.global().http().headerCase())),
        new HttpServices(
            new StatsApplet(runtime, info)::serve, new PromexApplet(runtime, info)::serve),
        runtime.transport());
  }

  private HttpLimits limits(boolean relaxed) {
    TuneConfig tune = config.global().tune();
    boolean anyPayload = config.global().http().anyPayload();
    return new HttpLimits(
        tune.bufsize(), tune.maxrewrite(), tune.maxHeaders(), relaxed, anyPayload);
  }

  private AdminServer admin(ProgramServices program) {
    GlobalConfig global = config.global();
    AdminServices services =
        new AdminServices(runtime, info, sessions, listeners, this::statsSockets, program);
    return new AdminServer(
        StandardCommands.table(services),
        runtime.process(),
        global.stats().timeoutMillis(),
        global.stats().maxconn(),
        global.tune().bufsize());
  }

  private List<StatsSocket> statsSockets() {
    return admin.sockets();
  }

  private void closeStatsSockets() {
    admin.stopListening();
  }

  /**
   * Opens the transport and makes the proxies; binds nothing.
   *
   * @throws IOException when the transport asked for does not work here
   */
  public static Haloom create(Config config, Settings settings) throws IOException {
    int threads = config.global().process().nbthread();
    int loops = threads != 0 ? threads : Runtime.getRuntime().availableProcessors();
    Transports.Opened opened = Transports.open(settings.transport(), loops);
    if (opened.note() != null) {
      settings.console().accept(EventLog.NOTICE, opened.note());
    }
    return new Haloom(config, settings, opened);
  }

  private void addProxies() {
    for (ProxyConfig proxy : config.proxies()) {
      if (!proxy.disabled()) {
        Frontend frontend = proxy.isFrontend() ? new Frontend(runtime, proxy) : null;
        Backend backend = proxy.isBackend() ? backend(proxy) : null;
        runtime.add(new Proxy(proxy, frontend, backend));
      }
    }
  }

  private Backend backend(ProxyConfig proxy) {
    return new Backend(runtime, proxy, Balancers.of(proxy.backend().balance()));
  }

  public ProxyRuntime runtime() {
    return runtime;
  }

  public SessionServices sessions() {
    return sessions;
  }

  /** An address that could not be bound, with the reason in HAProxy's words. */
  public record BindFailure(String proxy, BindConfig bind, String reason) {}

  /**
   * Binds every address that is not bound yet; nothing is accepted yet.
   *
   * @return what failed, empty when {@link #start} may follow
   */
  public List<BindFailure> bind() {
    List<BindFailure> failures = new ArrayList<>();
    for (Frontend frontend : runtime.frontends()) {
      for (Listeners.Failure failure : listeners.bind(frontend)) {
        failures.add(new BindFailure(frontend.config().name(), failure.bind(), failure.reason()));
      }
    }
    for (BindConfig bind : config.global().stats().binds()) {
      if (opened.contains(bind)) {
        continue;
      }
      try {
        admin.open(bind, inherited.applyAsInt(bind), replaces);
        opened.add(bind);
      } catch (IOException e) {
        failures.add(new BindFailure("GLOBAL", bind, e.getMessage()));
      }
    }
    return failures;
  }

  /** Begins to accept, check and answer. */
  public void start() {
    runtime.started(true);
    runtime.checks(checks);
    runtime.frontends().forEach(listeners::accept);
    admin.start();
    checks.startAll();
    names.start();
  }

  /** TTOU: releases the addresses, for another process wants them; sessions go on. */
  public void pause() {
    runtime.frontends().forEach(listeners::pause);
  }

  /** TTIN: binds and accepts again, where that is still possible. */
  public void resume() {
    runtime.frontends().forEach(listeners::resume);
  }

  /** What was logged last, by the name of the ring. */
  public Map<String, LogRing> rings() {
    return loggers.rings();
  }

  /** USR1: listeners close, sessions finish, for {@code hard-stop-after} at most. */
  public void softStop() {
    shutdown.soft();
  }

  /** Waits until nothing is left to do after {@link #softStop}. */
  public void awaitStopped() throws InterruptedException {
    shutdown.await();
  }

  /** Ends everything now. */
  @Override
  public void close() {
    admin.close();
    names.close();
    checks.close();
    runtime.frontends().forEach(listeners::stop);
    transport.close();
    loggers.close();
  }
}
