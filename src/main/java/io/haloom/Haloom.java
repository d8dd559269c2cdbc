package io.haloom;

import io.haloom.balance.Balancers;
import io.haloom.log.EventLog;
import io.haloom.log.Loggers;
import io.haloom.model.BindConfig;
import io.haloom.model.Config;
import io.haloom.model.ProxyConfig;
import io.haloom.net.Transport;
import io.haloom.net.Transports;
import io.haloom.proxy.Backend;
import io.haloom.proxy.Frontend;
import io.haloom.proxy.Proxy;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.stream.Listeners;
import io.haloom.stream.RuntimeFacts;
import io.haloom.stream.SessionServices;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
  private final Shutdown shutdown;

  /**
   * How to run, beyond what the configuration says.
   *
   * @param transport {@code epoll}, {@code jdk}, or null for the best there is
   * @param inherited a listening descriptor taken over for that address, or -1
   * @param console is told of warnings: a syslog level and a text
   */
  public record Settings(
      String transport, ToIntFunction<BindConfig> inherited, BiConsumer<Integer, String> console) {

    /** The best transport, nothing inherited, warnings nowhere but in the logs. */
    public static Settings embedded() {
      return new Settings(null, bind -> -1, (level, text) -> {});
    }
  }

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
    this.sessions = new SessionServices(runtime, loggers, new RuntimeFacts(runtime), null);
    this.listeners = new Listeners(sessions, settings.inherited());
    this.shutdown = new Shutdown(runtime, sessions, listeners);
    addProxies();
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
   * Binds every address; nothing is accepted yet.
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
    return failures;
  }

  /** Begins to accept, check and answer. */
  public void start() {
    runtime.started(true);
    runtime.frontends().forEach(listeners::accept);
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
    runtime.frontends().forEach(listeners::stop);
    transport.close();
    loggers.close();
  }
}
