package io.haloom.model.load;

import io.haloom.model.AgentConfig;
import io.haloom.model.BackendConfig;
import io.haloom.model.BackendConfig.RetryConfig;
import io.haloom.model.BackendConfig.StateFile;
import io.haloom.model.BackendConfig.StateSource;
import io.haloom.model.BackendConfig.UseServer;
import io.haloom.model.BalanceConfig;
import io.haloom.model.BalanceConfig.Algorithm;
import io.haloom.model.BindConfig;
import io.haloom.model.CheckConfig;
import io.haloom.model.Config;
import io.haloom.model.FrontendConfig;
import io.haloom.model.FrontendConfig.UseBackend;
import io.haloom.model.HealthConfig;
import io.haloom.model.Option;
import io.haloom.model.Place;
import io.haloom.model.ProxyCheckConfig;
import io.haloom.model.ProxyConfig;
import io.haloom.model.ProxyConfig.Kind;
import io.haloom.model.ServerAddress;
import io.haloom.model.ServerConfig;
import io.haloom.model.load.address.ParsedAddress;
import io.haloom.model.load.draft.BackendDraft;
import io.haloom.model.load.draft.BindDraft;
import io.haloom.model.load.draft.FrontendDraft;
import io.haloom.model.load.draft.LoadContext;
import io.haloom.model.load.draft.NamedRule;
import io.haloom.model.load.draft.ProxyDraft;
import io.haloom.model.load.draft.ServerDraft;
import io.haloom.model.load.draft.TimeoutName;
import io.haloom.net.ConnectOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the records of a configuration whose drafts have been checked. */
final class ModelBuilder {
  private final LoadContext context;

  ModelBuilder(LoadContext context) {
    this.context = context;
  }

  Config build() {
    assignIds();
    List<ProxyConfig> proxies = new ArrayList<>();
    for (ProxyDraft proxy : context.proxies()) {
      proxies.add(proxy(proxy));
    }
    context.certificates().seal();
    return new Config(
        context.global().build(context.hostname()),
        List.copyOf(proxies),
        Map.copyOf(context.userlists()),
        Map.copyOf(context.rings()),
        namedServers(),
        context.patterns(),
        context.certificates());
  }

  private Set<String> namedServers() {
    Set<String> named = new HashSet<>();
    context.defaults().forEach(proxy -> named.addAll(proxy.scope.namedServers()));
    context.proxies().forEach(proxy -> named.addAll(proxy.scope.namedServers()));
    return Set.copyOf(named);
  }

  private void assignIds() {
    // The frontend of HAProxy's stats sockets takes 1, and state files know proxies by number.
    FreeIds ids = new FreeIds(context.global().statsWritten ? 2 : 1);
    context.proxies().forEach(p -> ids.use(p.id));
    for (ProxyDraft proxy : context.proxies()) {
      proxy.id = ids.take(proxy.id);
      FreeIds serverIds = new FreeIds();
      proxy.backend.servers.forEach(s -> serverIds.use(s.id));
      proxy.backend.servers.forEach(s -> s.id = serverIds.take(s.id));
    }
  }

  private ProxyConfig proxy(ProxyDraft draft) {
    Kind kind =
        switch (draft.section()) {
          case FRONTEND -> Kind.FRONTEND;
          case BACKEND -> Kind.BACKEND;
          default -> Kind.LISTEN;
        };
    return new ProxyConfig(
        new ProxyConfig.Section(
            kind,
            draft.name(),
            draft.id,
            draft.idForced,
            draft.place(),
            draft.disabled,
            draft.description),
        draft.mode,
        options(draft.options),
        TimeoutName.build(draft.timeouts),
        draft.hasFrontend() ? frontend(draft) : null,
        draft.hasBackend() ? backend(draft) : null,
        draft.logging,
        draft.stats == null ? null : draft.stats.build(node()),
        draft.rules(),
        draft.http.build());
  }

  /** {@code nosplice} and {@code -dS} take splicing back. */
  private Set<Option> options(Set<Option> written) {
    EnumSet<Option> options = EnumSet.noneOf(Option.class);
    options.addAll(written);
    if (context.global().flag("nosplice") || context.options().noSplice()) {
      options.removeAll(
          EnumSet.of(Option.SPLICE_AUTO, Option.SPLICE_REQUEST, Option.SPLICE_RESPONSE));
    }
    return Set.copyOf(options);
  }

  private String node() {
    return context.global().texts.getOrDefault("node", context.hostname());
  }

  private FrontendConfig frontend(ProxyDraft proxy) {
    FrontendDraft draft = proxy.frontend;
    return new FrontendConfig(
        binds(draft),
        draft.maxconn == 0 ? context.options().proxyMaxconn() : draft.maxconn,
        draft.backlog,
        draft.rateLimit,
        draft.defaultBackend,
        draft.useBackends.stream().map(ModelBuilder::useBackend).toList(),
        draft.keepAlive,
        proxy.uniqueId);
  }

  private List<BindConfig> binds(FrontendDraft draft) {
    List<BindConfig> binds = new ArrayList<>();
    boolean reusePort = !context.global().flag("noreuseport") && !context.options().noReusePort();
    for (BindDraft bind : draft.binds) {
      binds.addAll(bind.build(context.global().unixPrefix, reusePort));
    }
    FreeIds ids = new FreeIds();
    binds.forEach(b -> ids.use(b.id()));
    return binds.stream().map(b -> b.withId(ids.take(b.id()))).toList();
  }

  private BackendConfig backend(ProxyDraft proxy) {
    BackendDraft draft = proxy.backend;
    ProxyCheckConfig check = draft.check.build();
    List<ServerConfig> servers = new ArrayList<>();
    for (ServerDraft server : draft.servers) {
      servers.add(server(proxy, server, check, false));
    }
    return new BackendConfig(
        List.copyOf(servers),
        draft.dispatch,
        balance(draft),
        draft.fullconn,
        new RetryConfig(draft.retries, draft.redispatch, Set.copyOf(draft.retryOn)),
        draft.source,
        draft.keepAlive,
        check,
        new StateFile(draft.stateSource, stateFileName(proxy)),
        draft.useServers.stream().map(ModelBuilder::useServer).toList());
  }

  /** A file of its own that has no name has the backend's. */
  private static String stateFileName(ProxyDraft proxy) {
    BackendDraft draft = proxy.backend;
    boolean own = draft.stateSource == StateSource.LOCAL && draft.stateFileName == null;
    return own ? proxy.name() : draft.stateFileName;
  }

  private static UseBackend useBackend(NamedRule rule) {
    return new UseBackend(rule.dynamic == null ? rule.name : null, rule.dynamic, rule.condition);
  }

  private static UseServer useServer(NamedRule rule) {
    return new UseServer(rule.dynamic == null ? rule.name : null, rule.dynamic, rule.condition);
  }

  private static BalanceConfig balance(BackendDraft draft) {
    return new BalanceConfig(
        draft.algorithm == null ? Algorithm.ROUNDROBIN : draft.algorithm,
        draft.draws,
        draft.hashType,
        draft.hashFunction,
        draft.avalanche,
        draft.hashBalanceFactor,
        draft.hashInput);
  }

  /**
   * Makes a server.
   *
   * @param dynamic whether it is added while running
   */
  static ServerConfig server(
      ProxyDraft proxy, ServerDraft draft, ProxyCheckConfig check, boolean dynamic) {
    return new ServerConfig(
        new ServerConfig.Declaration(
            draft.name,
            draft.id,
            draft.idForced,
            new Place(draft.line.file(), draft.line.number())),
        address(draft),
        draft.disabled,
        new ServerConfig.Share(
            draft.weight,
            draft.backup,
            draft.slowstartMillis,
            new ServerConfig.ServerLimits(draft.maxconn, draft.minconn, draft.maxqueue)),
        connect(proxy, draft),
        draft.check ? check(draft, check, dynamic) : null,
        draft.agent ? agent(draft) : null,
        draft.track,
        new HealthConfig(
            draft.observe,
            draft.errorLimit,
            draft.onError,
            draft.shutdownSessionsOnDown,
            draft.shutdownBackupOnUp,
            draft.rise),
        new ServerConfig.Http(
            draft.cookie, draft.redirect, draft.pool, draft.protocol, draft.websocket));
  }

  private static ServerConfig.Connect connect(ProxyDraft proxy, ServerDraft draft) {
    return new ServerConfig.Connect(
        draft.source,
        new ServerConfig.ProxyHeader(
            Math.min(draft.proxyVersions, 2),
            draft.proxyUniqueId,
            draft.proxyCrc32c,
            Set.copyOf(draft.proxyTls)),
        draft.socks4,
        new ConnectOptions(
            draft.fastOpen,
            draft.source == null ? null : draft.source.device(),
            false,
            draft.userTimeoutMillis,
            0,
            0,
            proxy.options.contains(Option.TCP_SMART_CONNECT)),
        tls(draft.tls));
  }

  private static ServerConfig.Tls tls(ServerDraft.Tls draft) {
    return draft.use == 0 && draft.made == null
        ? null
        : new ServerConfig.Tls(draft.use, draft.made, draft.sniExpression);
  }

  private static ServerAddress address(ServerDraft draft) {
    ParsedAddress parsed = draft.address;
    int port = parsed.relative() ? parsed.offset() : parsed.lowPort();
    SocketAddress resolved = parsed.unix();
    if (resolved == null) {
      InetAddress ip = draft.resolved == null ? parsed.ip() : draft.resolved;
      resolved = new InetSocketAddress(ip, parsed.relative() ? 0 : port);
    }
    return new ServerAddress(
        draft.written,
        parsed.name(),
        resolved,
        parsed.unix() == null && parsed.relative(),
        parsed.unix() == null ? port : 0,
        draft.initAddr,
        new ServerAddress.ResolveConfig(
            draft.preferIpv6, List.copyOf(draft.preferNets), draft.allowDuplicates));
  }

  private static CheckConfig check(ServerDraft draft, ProxyCheckConfig type, boolean dynamic) {
    return new CheckConfig(
        new CheckConfig.Timing(
            draft.inter, draft.fastinter, draft.downinter, draft.rise, draft.fall),
        draft.checkAddress == null ? null : draft.checkAddress.withPort(0),
        draft.checkPort,
        draft.checkSendProxy,
        draft.checkViaSocks4,
        new CheckConfig.Tls(
            isCheckSecured(draft, dynamic), draft.tls.checkSni, draft.tls.checkAlpn),
        draft.checkProtocol != null ? draft.checkProtocol : draft.protocol,
        type);
  }

  /** Checks that go where traffic does are as that is; those of a server that was added are not. */
  private static boolean isCheckSecured(ServerDraft draft, boolean dynamic) {
    boolean elsewhere = draft.checkPort != 0 || draft.checkAddress != null;
    return draft.tls.check == 1
        || draft.tls.check == 0 && draft.tls.use == 1 && !elsewhere && !dynamic;
  }

  private static AgentConfig agent(ServerDraft draft) {
    return new AgentConfig(
        new CheckConfig.Timing(draft.agentInter, 0, 0, 1, 1),
        draft.agentAddress == null ? null : draft.agentAddress.withPort(0),
        draft.agentPort,
        draft.agentSend);
  }
}
