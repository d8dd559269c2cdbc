package io.haloom.proxy;

import io.haloom.model.BackendConfig;
import io.haloom.model.BalanceConfig;
import io.haloom.model.Config;
import io.haloom.model.CookieConfig;
import io.haloom.model.FrontendConfig;
import io.haloom.model.GlobalConfig;
import io.haloom.model.HashInput;
import io.haloom.model.HttpConfig;
import io.haloom.model.KeepAliveConfig;
import io.haloom.model.LoggingConfig;
import io.haloom.model.Option;
import io.haloom.model.Place;
import io.haloom.model.ProxyCheckConfig;
import io.haloom.model.ProxyConfig;
import io.haloom.model.ServerConfig;
import io.haloom.model.Timeouts;
import io.haloom.rule.TcpRules;
import io.haloom.sample.match.PatternReferences;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Proxies without a network, a configuration file or a real clock. */
public final class ProxyWorld {
  public final ManualTimers timers = new ManualTimers();
  public final RecordedEvents events = new RecordedEvents();
  public final ProxyRuntime runtime;
  private final Function<BalanceConfig, Balancer> balancers;
  private BalanceConfig balance = balance(BalanceConfig.Algorithm.ROUNDROBIN);
  private final Set<Option> options = EnumSet.noneOf(Option.class);
  private int redispatch;
  private int fullconn = 100;
  private ProxyConfig.Kind kind = ProxyConfig.Kind.BACKEND;
  private BackendConfig.StateSource stateSource = BackendConfig.StateSource.NONE;
  private String stateFileName;
  private HttpConfig http = HttpConfig.NONE;
  private int proxies;

  public ProxyWorld(Function<BalanceConfig, Balancer> balancers) {
    this(balancers, null, null);
  }

  /** With {@code server-state-file} and {@code server-state-base}. */
  public ProxyWorld(
      Function<BalanceConfig, Balancer> balancers, String stateFile, String stateBase) {
    this.balancers = balancers;
    GlobalConfig global =
        new GlobalConfig(
            null,
            null,
            null,
            new GlobalConfig.Logging(List.of(), null, null),
            null,
            new GlobalConfig.StateFiles(stateFile, stateBase),
            null,
            null,
            List.of());
    Config config =
        new Config(global, List.of(), Map.of(), Map.of(), Set.of(), new PatternReferences(), null);
    runtime = new ProxyRuntime(config, new NoTransport(), events, timers);
    runtime.started(true);
  }

  /** {@code balance} with everything else as by default. */
  public static BalanceConfig balance(BalanceConfig.Algorithm algorithm) {
    return new BalanceConfig(
        algorithm,
        2,
        BalanceConfig.HashType.MAP_BASED,
        BalanceConfig.HashFunction.SDBM,
        false,
        0,
        algorithm == BalanceConfig.Algorithm.SOURCE ? new HashInput.Source() : null);
  }

  // Of the backends made from here on.

  public ProxyWorld balanced(BalanceConfig config) {
    balance = config;
    return this;
  }

  public ProxyWorld option(Option option) {
    options.add(option);
    return this;
  }

  public ProxyWorld cookies(CookieConfig cookie, List<HttpConfig.PersistRule> rules) {
    HttpConfig none = HttpConfig.NONE;
    http =
        new HttpConfig(
            none.rules(),
            none.errors(),
            none.captures(),
            none.headers(),
            null,
            none.restrictNames(),
            cookie,
            rules,
            none.reuse());
    return this;
  }

  public ProxyWorld redispatch() {
    redispatch = -1;
    return this;
  }

  public ProxyWorld fullconn(int value) {
    fullconn = value;
    return this;
  }

  public ProxyWorld kind(ProxyConfig.Kind value) {
    kind = value;
    return this;
  }

  public ProxyWorld stateFrom(BackendConfig.StateSource source, String fileName) {
    stateSource = source;
    stateFileName = fileName;
    return this;
  }

  /** A backend of servers given as {@link ServerLine}s. */
  public Backend backend(String name, String... lines) {
    List<ServerConfig> servers = new ArrayList<>();
    for (String line : lines) {
      servers.add(new ServerLine(line).config(servers.size() + 1));
    }
    ProxyConfig config = proxy(name, backendConfig(servers), null);
    Backend backend = new Backend(runtime, config, balancers.apply(balance));
    runtime.add(new Proxy(config, null, backend));
    return backend;
  }

  /** A frontend that leads to the named backends, the first by default. */
  public void frontend(String name, int maxconn, String... backends) {
    List<FrontendConfig.UseBackend> rules =
        Arrays.stream(backends)
            .skip(1)
            .map(backend -> new FrontendConfig.UseBackend(backend, null, context -> true))
            .toList();
    FrontendConfig frontend =
        new FrontendConfig(
            List.of(), maxconn, 0, 0, backends[0], rules, KeepAliveConfig.SYSTEM, null);
    ProxyConfig config = proxy(name, null, frontend);
    runtime.add(new Proxy(config, new Frontend(runtime, config), null));
  }

  /** A server to be added to a backend that runs. */
  public static ServerConfig added(String line) {
    return new ServerLine(line).config(0);
  }

  private BackendConfig backendConfig(List<ServerConfig> servers) {
    return new BackendConfig(
        servers,
        null,
        balance,
        fullconn,
        new BackendConfig.RetryConfig(3, redispatch, Set.of(BackendConfig.RetryOn.CONN_FAILURE)),
        null,
        KeepAliveConfig.SYSTEM,
        ProxyCheckConfig.CONNECT_ONLY,
        new BackendConfig.StateFile(stateSource, stateFileName),
        List.of());
  }

  private ProxyConfig proxy(String name, BackendConfig backend, FrontendConfig frontend) {
    return new ProxyConfig(
        new ProxyConfig.Section(
            frontend != null ? ProxyConfig.Kind.FRONTEND : kind,
            name,
            ++proxies,
            false,
            new Place("test", proxies),
            false,
            null),
        ProxyConfig.Mode.TCP,
        Set.copyOf(options),
        Timeouts.NONE,
        frontend,
        backend,
        new LoggingConfig(List.of(), null, null, null, null),
        null,
        TcpRules.NONE,
        http);
  }
}
