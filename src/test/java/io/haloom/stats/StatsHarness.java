package io.haloom.stats;

import io.haloom.balance.Balancers;
import io.haloom.config.ConfigText;
import io.haloom.config.Diagnostics;
import io.haloom.config.Environment;
import io.haloom.config.ProductVersion;
import io.haloom.http.BadMessageException;
import io.haloom.http.Carried;
import io.haloom.http.ClientChannel;
import io.haloom.http.ClientExchange;
import io.haloom.http.ErrorPages;
import io.haloom.http.HttpLimits;
import io.haloom.http.HttpProtocol;
import io.haloom.http.h1.Http1Protocol;
import io.haloom.http.h1.HttpHarness;
import io.haloom.model.Config;
import io.haloom.model.ProxyConfig;
import io.haloom.model.load.ConfigLoader;
import io.haloom.model.load.address.NameResolver;
import io.haloom.model.load.draft.Surroundings;
import io.haloom.model.load.draft.Vocabulary;
import io.haloom.net.Connection;
import io.haloom.net.Transport;
import io.haloom.net.transport.Transports;
import io.haloom.proxy.Backend;
import io.haloom.proxy.Events;
import io.haloom.proxy.Frontend;
import io.haloom.proxy.Proxy;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.proxy.Server;
import io.haloom.proxy.SessionRegistry;
import io.haloom.sample.ProcessContext;
import io.haloom.sample.SampleContext;
import io.haloom.sample.Variables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Proxies made from a configuration, and a server that answers for the last of them. */
final class StatsHarness implements AutoCloseable {
  final ProxyRuntime runtime;
  final List<String> killed = new ArrayList<>();
  final HttpHarness http;
  final ProcessInfo process;
  private final Transport transport;
  private final StatsApplet applet;

  StatsHarness(String text) throws IOException {
    Config config = load(text);
    transport = Transports.open("jdk", 1).transport();
    runtime = new ProxyRuntime(config, transport, new NoEvents());
    runtime.sessions(new Killed());
    for (ProxyConfig proxy : config.proxies()) {
      Frontend frontend = proxy.isFrontend() ? new Frontend(runtime, proxy) : null;
      Backend backend =
          proxy.isBackend()
              ? new Backend(runtime, proxy, Balancers.of(proxy.backend().balance()))
              : null;
      runtime.add(new Proxy(proxy, frontend, backend));
    }
    runtime.process().maxconn(2000);
    ProcessFigures figures =
        new ProcessFigures(
            ProductVersion.FULL,
            ProductVersion.RELEASE_DATE,
            System.currentTimeMillis() - 93_784_000L,
            new ProcessFigures.Limits(4096, 4050, 2000, 0, 0),
            () -> 0,
            () -> 1,
            () -> 0);
    process = new ProcessInfo(runtime, figures);
    applet = new StatsApplet(runtime, process);
    http = new HttpHarness(this::converse);
  }

  private static Config load(String text) {
    Diagnostics diagnostics = new Diagnostics();
    Surroundings surroundings =
        new Surroundings(new Environment(Map.of()), NameResolver.NONE, Vocabulary.NONE, "host");
    Config config =
        new ConfigLoader(surroundings, diagnostics).load("test.cfg", ConfigText.bytes(text));
    if (config == null) {
      throw new AssertionError(diagnostics.all().toString());
    }
    return config;
  }

  private void converse(Connection connection) throws Exception {
    HttpProtocol http = Http1Protocol.of(HttpLimits.DEFAULT);
    ClientChannel client = http.client(connection, HttpProtocol.Manner.STRICT, Carried.UNTOLD);
    ProxyConfig proxy = runtime.proxies().getLast().config();
    SampleContext context = new ProcessContext(null, Variables.shared());
    try {
      ClientExchange exchange = client.next();
      while (exchange != null) {
        if (!applet.serve(proxy, exchange, context)) {
          exchange.error(503, null, null);
        }
        exchange = exchange.isPersistent() && exchange.body().skip(99) ? client.next() : null;
      }
    } catch (BadMessageException e) {
      client.refuse(ErrorPages.message(e.status()));
    }
    client.linger(5000);
  }

  Server server(String backend, String name) {
    return runtime.backend(backend).server(name);
  }

  @Override
  public void close() {
    http.close();
    transport.close();
  }

  private static final class NoEvents implements Events {
    @Override
    public void send(ProxyConfig proxy, int level, String message) {}

    @Override
    public void warn(ProxyConfig proxy, int level, String message) {}

    @Override
    public void notice(String message, int level) {}

    @Override
    public void warnOnly(String message) {}

    @Override
    public void noticeOnly(String message) {}

    @Override
    public void alert(ProxyConfig proxy, int level, String message, String onStderr) {}
  }

  private final class Killed implements SessionRegistry {
    @Override
    public void shutdownServerSessions(Server server, char cause) {
      killed.add(server.fullName() + cause);
    }

    @Override
    public void shutdownBackupSessions(Backend backend, char cause) {}
  }
}
