package io.haloom;

import io.haloom.admin.AdminServer;
import io.haloom.admin.AdminServices;
import io.haloom.admin.MasterControl;
import io.haloom.admin.ProgramServices;
import io.haloom.admin.StatsSocket;
import io.haloom.admin.command.StandardCommands;
import io.haloom.balance.Balancers;
import io.haloom.check.CheckSchedule;
import io.haloom.config.ProductVersion;
import io.haloom.http.HeaderCase;
import io.haloom.http.HttpLimits;
import io.haloom.http.HttpProtocols;
import io.haloom.http.h1.Http1Protocol;
import io.haloom.http.h2.Http2Protocol;
import io.haloom.log.EventLog;
import io.haloom.log.LogRing;
import io.haloom.log.Loggers;
import io.haloom.model.BindConfig;
import io.haloom.model.Config;
import io.haloom.model.GlobalLimits;
import io.haloom.model.ProxyConfig;
import io.haloom.model.TuneConfig;
import io.haloom.net.MemoryBudget;
import io.haloom.net.Transport;
import io.haloom.net.transport.Transports;
import io.haloom.proxy.Backend;
import io.haloom.proxy.Events;
import io.haloom.proxy.Frontend;
import io.haloom.proxy.Proxy;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.proxy.StateFileLoader;
import io.haloom.regex.Regex;
import io.haloom.resolve.NameUpdates;
import io.haloom.resolve.SystemLookup;
import io.haloom.stats.ProcessFigures;
import io.haloom.stats.ProcessInfo;
import io.haloom.stats.PromexApplet;
import io.haloom.stats.StatsApplet;
import io.haloom.stream.SessionServices;
import io.haloom.stream.accept.Listeners;
import io.haloom.stream.accept.Shutdown;
import io.haloom.stream.facts.RuntimeFacts;
import io.haloom.stream.facts.StartVariables;
import io.haloom.stream.http.HttpMode;
import io.haloom.stream.http.HttpService;
import io.haloom.stream.http.HttpServices;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;

/**
 * A load balancer that runs: one configuration, its transport and its proxies. May be embedded; the
 * program is {@code process.Main}.
 *
 * <p>Its life: {@link #create}, {@link #bind}, {@link #start}, then {@link #softStop} or {@link
 * #close}.
 */
public final class Haloom implements AutoCloseable {
  /** Bytes of a buffer that the head of an answer to a check leaves free. */
  private static final int CHECK_RESERVE = 1024;

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
            config::global,
            config.rings().values(),
            text -> settings.console().accept(EventLog.ALERT, text));
    EventLog events = new EventLog(loggers, settings.console());
    this.runtime = new ProxyRuntime(config, transport, events);
    this.info = new ProcessInfo(runtime, figures(settings.limits()));
    transport.maxPipes(settings.limits().maxPipes());
    RuntimeFacts facts = new RuntimeFacts(runtime, settings.program().environment());
    this.sessions = new SessionServices(runtime, loggers, facts, http());
    HttpMode http = new HttpMode(sessions, services());
    this.listeners = new Listeners(sessions, http, settings.inherited());
    this.shutdown = new Shutdown(runtime, sessions, listeners, this::retire);
    this.names = new NameUpdates(runtime, new SystemLookup());
    HttpProtocols answers =
        new HttpProtocols(Http1Protocol.of(limits(CHECK_RESERVE)), sessions.http().multiplexed());
    this.checks = new CheckSchedule(runtime, facts, sessions.processVariables(), answers);
    this.admin = admin(settings.program());
    this.replaces = settings.replaces();
    this.inherited = settings.inherited();
    bound(runtime.memory(), settings);
    GlobalLimits limits = config.global().limits();
    runtime.process().maxConnRate(limits.maxConnRate());
    runtime.process().maxSessRate(limits.maxSessRate());
    runtime.process().tls().maxconn(limits.maxSslConn());
    runtime.process().tls().maxRate(limits.maxSslRate());
    transport.pipeSize(config.global().tune().pipeSize());
    addProxies();
    new StartVariables(facts, sessions.processVariables()).set(config.global().variables());
    new StateFileLoader(
            runtime,
            text -> events.warnOnly("config : " + text),
            text -> events.noticeOnly("config : " + text))
        .load();
  }

  /** As many connections as memory holds, and buffers of those that are slow. */
  private void bound(MemoryBudget memory, Settings settings) {
    runtime.process().maxconn(Math.min(settings.limits().maxconn(), memory.connections()));
    transport.memory(memory);
    memory.onShortage(
        () ->
            runtime
                .events()
                .send(
                    null,
                    Events.WARNING,
                    "Buffers have taken "
                        + megabytes(memory.used())
                        + " of "
                        + megabytes(memory.bytes())
                        + " MB. New requests wait until others have ended."));
    if (System.getProperty("haloom.heap") != null) {
      String text =
          "The heap may take %d MB of memory, buffers %d MB of these; at most %d connections."
              .formatted(
                  megabytes(Runtime.getRuntime().maxMemory()),
                  megabytes(memory.bytes()),
                  runtime.process().maxconn());
      settings.console().accept(EventLog.NOTICE, text);
    }
  }

  private static long megabytes(long bytes) {
    return bytes >> 20;
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

  private HttpProtocols http() {
    HttpLimits limits = limits(config.global().tune().maxrewrite());
    return new HttpProtocols(
        Http1Protocol.of(
            limits,
            runtime.transport(),
            runtime.memory(),
            HeaderCase.of(config.global().http().headerCase())),
        Http2Protocol.of(
            limits, runtime.transport(), runtime.memory(), config.global().tune().h2()));
  }

  private HttpServices services() {
    HttpService statistics =
        new HttpService(
            "<STATS>", proxy -> proxy.stats() != null, new StatsApplet(runtime, info)::serve);
    HttpService exporter =
        new HttpService("<PROMEX>", proxy -> false, new PromexApplet(runtime, info)::serve);
    return new HttpServices(List.of(statistics), Map.of("prometheus-exporter", exporter));
  }

  private HttpLimits limits(int reserve) {
    TuneConfig tune = config.global().tune();
    boolean anyPayload = config.global().http().anyPayload();
    return new HttpLimits(tune.bufsize(), reserve, tune.maxHeaders(), false, anyPayload);
  }

  private AdminServer admin(ProgramServices program) {
    AdminServices services =
        new AdminServices(runtime, info, sessions, listeners, this::statsSockets, program);
    return new AdminServer(
        StandardCommands.table(services),
        runtime.process(),
        () -> AdminServer.Limits.of(runtime.config().global()));
  }

  private List<StatsSocket> statsSockets() {
    return admin.sockets();
  }

  /** The next process answers commands, checks the servers and follows their names. */
  private void retire() {
    admin.stopListening();
    checks.close();
    names.close();
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

  /**
   * Binds the sockets of the master CLI, for this process is a worker.
   *
   * @throws IOException with the reason and the address
   */
  public void bindMaster(List<BindConfig> binds, MasterControl control) throws IOException {
    for (BindConfig bind : binds) {
      try {
        admin.openMaster(bind, inherited.applyAsInt(bind), replaces, control);
      } catch (IOException e) {
        throw new IOException("Binding master-socket " + bind.written() + ": " + e.getMessage(), e);
      }
    }
  }

  /** Binds the socket, a name in the abstract space, where other workers reach this one. */
  public void bindInternal(String name) throws IOException {
    admin.openInternal(name);
  }

  /** Begins to answer on the sockets of the master CLI. */
  public void startMaster() {
    admin.startMaster();
  }

  /** Lets the clients of the master CLI go: another worker answers them. */
  public void leaveMaster() {
    admin.leaveMaster();
  }

  /** Sends a line to the global log targets alone. */
  public void log(int level, String text) {
    runtime.events().send(null, level, text);
  }

  /** Begins to accept, check and answer. */
  public void start() {
    Regex.complainTo(text -> runtime.events().warn(null, Events.WARNING, text));
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
