package io.haloom.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.haloom.admin.command.StandardCommands;
import io.haloom.balance.Balancers;
import io.haloom.config.ConfigText;
import io.haloom.config.Diagnostics;
import io.haloom.config.Environment;
import io.haloom.http.HttpLimits;
import io.haloom.http.HttpProtocols;
import io.haloom.http.h1.Http1Protocol;
import io.haloom.log.EventLog;
import io.haloom.log.LogRing;
import io.haloom.log.Loggers;
import io.haloom.model.BindConfig;
import io.haloom.model.Config;
import io.haloom.model.ProxyConfig;
import io.haloom.model.StatsSocketsConfig;
import io.haloom.model.load.ConfigLoader;
import io.haloom.model.load.address.NameResolver;
import io.haloom.model.load.draft.Surroundings;
import io.haloom.model.load.draft.Vocabulary;
import io.haloom.net.Transport;
import io.haloom.net.UnixAddress;
import io.haloom.net.transport.Transports;
import io.haloom.proxy.Backend;
import io.haloom.proxy.Frontend;
import io.haloom.proxy.Proxy;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.stats.ProcessFigures;
import io.haloom.stats.ProcessInfo;
import io.haloom.stream.SessionServices;
import io.haloom.stream.accept.Listeners;
import io.haloom.stream.facts.RuntimeFacts;
import io.haloom.stream.http.HttpMode;
import io.haloom.stream.http.HttpServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Proxies that run from a configuration, without checks, and their stats sockets. */
final class AdminWorld implements AutoCloseable {
  final ProxyRuntime runtime;
  final AdminServer server;
  final Loggers loggers;
  private final Transport transport;
  private final List<BindConfig> binds;

  AdminWorld(String configuration) throws IOException {
    this(configuration, bind -> -1);
  }

  AdminWorld(String configuration, ToIntFunction<BindConfig> inherited) throws IOException {
    Config config = load(configuration);
    transport = Transports.open(System.getProperty("haloom.transport", "epoll"), 2).transport();
    loggers = new Loggers(config::global, config.rings().values(), alert -> {});
    runtime = new ProxyRuntime(config, transport, new EventLog(loggers, (level, text) -> {}));
    runtime.process().maxconn(config.global().limits().maxconn());
    SessionServices services =
        new SessionServices(
            runtime,
            loggers,
            new RuntimeFacts(runtime, Map.of()),
            new HttpProtocols(Http1Protocol.of(HttpLimits.DEFAULT), null));
    HttpMode http = new HttpMode(services, HttpServices.NONE);
    Listeners listeners = new Listeners(services, http, inherited);
    start(config, listeners);
    StatsSocketsConfig stats = config.global().stats();
    binds = stats.binds();
    ProcessFigures figures =
        new ProcessFigures(
            "2.6.12-test",
            "2026/01/01",
            System.currentTimeMillis(),
            new ProcessFigures.Limits(1000, 435, config.global().limits().maxconn(), 0, 0),
            loggers::dropped,
            binds::size,
            () -> 1);
    AdminServices admin =
        new AdminServices(
            runtime,
            new ProcessInfo(runtime, figures),
            services,
            listeners,
            this::sockets,
            program());
    server =
        new AdminServer(
            StandardCommands.table(admin),
            runtime.process(),
            () -> AdminServer.Limits.of(config.global()));
    for (BindConfig bind : binds) {
      server.open(bind, inherited.applyAsInt(bind), false);
    }
    server.start();
  }

  private static Config load(String configuration) {
    Diagnostics diagnostics = new Diagnostics();
    Surroundings surroundings =
        new Surroundings(new Environment(Map.of()), NameResolver.NONE, Vocabulary.NONE, "host");
    Config config =
        new ConfigLoader(surroundings, diagnostics)
            .load("test.cfg", ConfigText.bytes(configuration));
    assertNotNull(config, () -> diagnostics.all().toString());
    return config;
  }

  private void start(Config config, Listeners listeners) {
    for (ProxyConfig proxy : config.proxies()) {
      Frontend frontend = proxy.isFrontend() ? new Frontend(runtime, proxy) : null;
      Backend backend =
          proxy.isBackend()
              ? new Backend(runtime, proxy, Balancers.of(proxy.backend().balance()))
              : null;
      runtime.add(new Proxy(proxy, frontend, backend));
      if (frontend != null && !proxy.disabled()) {
        assertEquals(List.of(), listeners.bind(frontend));
        listeners.accept(frontend);
      }
    }
    runtime.started(true);
  }

  private List<StatsSocket> sockets() {
    return server.sockets();
  }

  private ProgramServices program() {
    return new ProgramServices() {
      @Override
      public Map<String, String> environment() {
        return Map.of("HOME", "/root", "ONE", "1");
      }

      @Override
      public Map<String, LogRing> rings() {
        return loggers.rings();
      }

      @Override
      public String startupLogs() {
        return "";
      }
    };
  }

  /** Where the n-th stats socket is. */
  Path path(int n) {
    return Path.of(((UnixAddress) binds.get(n).address()).path());
  }

  @Override
  public void close() throws IOException {
    server.close();
    loggers.close();
    try {
      transport.close();
    } catch (Exception e) {
      throw new IOException(e);
    }
    for (BindConfig bind : binds) {
      if (bind.address() instanceof UnixAddress unix) {
        Files.deleteIfExists(Path.of(unix.path()));
      }
    }
  }
}
