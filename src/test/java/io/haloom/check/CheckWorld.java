package io.haloom.check;

import io.haloom.balance.Balancers;
import io.haloom.config.ConfigText;
import io.haloom.config.Diagnostics;
import io.haloom.config.Environment;
import io.haloom.http.HttpLimits;
import io.haloom.http.HttpProtocols;
import io.haloom.http.h1.Http1Protocol;
import io.haloom.log.LogAliases;
import io.haloom.model.Config;
import io.haloom.model.ProxyConfig;
import io.haloom.model.TuneConfig;
import io.haloom.model.load.ConfigLoader;
import io.haloom.model.load.address.NameResolver;
import io.haloom.model.load.draft.Surroundings;
import io.haloom.model.load.draft.Vocabulary;
import io.haloom.net.Transport;
import io.haloom.net.transport.Transports;
import io.haloom.proxy.Backend;
import io.haloom.proxy.Frontend;
import io.haloom.proxy.Proxy;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.proxy.RecordedEvents;
import io.haloom.proxy.Server;
import io.haloom.proxy.Timers;
import io.haloom.sample.FakeProcess;
import io.haloom.sample.Variables;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Backends of a configuration on a real transport, and checks of their servers, one by one. */
final class CheckWorld implements AutoCloseable {
  final RecordedEvents events = new RecordedEvents();
  final Transport transport;
  final ProxyRuntime runtime;

  private CheckWorld(Config config, Timers timers) throws IOException {
    transport = Transports.open(System.getProperty("haloom.transport", "epoll"), 1).transport();
    runtime =
        timers == null
            ? new ProxyRuntime(config, transport, events)
            : new ProxyRuntime(config, transport, events, timers);
    for (ProxyConfig proxy : config.proxies()) {
      Frontend frontend = proxy.isFrontend() ? new Frontend(runtime, proxy) : null;
      Backend backend =
          proxy.isBackend()
              ? new Backend(runtime, proxy, Balancers.of(proxy.backend().balance()))
              : null;
      runtime.add(new Proxy(proxy, frontend, backend));
    }
    runtime.started(true);
  }

  /** Of whole sections. */
  static CheckWorld of(String text) throws IOException {
    return of(text, null);
  }

  static CheckWorld of(String text, Timers timers) throws IOException {
    return new CheckWorld(load(text), timers);
  }

  /** One backend {@code b} with one server {@code s}. */
  static CheckWorld backend(String lines, Peer peer, String serverWords) throws IOException {
    return of(
        """
        defaults
          timeout connect 10s
          timeout client 10s
          timeout server 10s
        backend b
        %s
          server s 127.0.0.1:%d %s
        """
            .formatted(lines.indent(2), peer.port(), serverWords)
            .replace("@PORT@", Integer.toString(peer.port())));
  }

  static Config load(String text) {
    Diagnostics diagnostics = new Diagnostics();
    Surroundings surroundings =
        new Surroundings(
            new Environment(Map.of()),
            NameResolver.NONE,
            new Vocabulary(new LogAliases("host")::find, Map.of()),
            "host");
    Config config =
        new ConfigLoader(surroundings, diagnostics).load("test.cfg", ConfigText.bytes(text));
    if (config == null) {
      throw new AssertionError(diagnostics.all().toString());
    }
    return config;
  }

  Server server() {
    return runtime.backends().iterator().next().servers().getFirst();
  }

  /** Runs the active check of the only server once. */
  String check() throws Exception {
    return text(run(new Subject(server(), false)));
  }

  /** Runs its agent check once. */
  String agent() throws Exception {
    return text(run(new Subject(server(), true)));
  }

  CheckResult run(Subject subject) throws Exception {
    TuneConfig tune = runtime.config().global().tune();
    HttpLimits limits = new HttpLimits(tune.bufsize(), 1024, tune.maxHeaders(), false);
    Checkers checkers = new Checkers(() -> tune, new HttpProtocols(Http1Protocol.of(limits), null));
    CompletableFuture<CheckResult> result = new CompletableFuture<>();
    transport.start(
        "test",
        () -> {
          try {
            result.complete(check(checkers, subject));
          } catch (Throwable t) {
            result.completeExceptionally(t);
          }
        });
    return result.get(30, TimeUnit.SECONDS);
  }

  /** The connection has ended by then. */
  private CheckResult check(Checkers checkers, Subject subject) {
    CheckSamples samples = new CheckSamples(new FakeProcess(), new Variables());
    try (CheckRun run = new CheckRun(subject, transport, samples)) {
      return checkers.of(subject).check(run);
    } catch (CheckFailure e) {
      return e.result();
    }
  }

  /** {@code L7STS/500 "Internal Server Error"}: status, its code where it has one, what it says. */
  static String text(CheckResult result) {
    var outcome = result.outcome(0);
    return outcome.status()
        + (outcome.hasCode() ? "/" + outcome.code() : "")
        + (outcome.detail() == null ? "" : " \"" + outcome.detail() + "\"");
  }

  @Override
  public void close() {
    transport.close();
  }
}
