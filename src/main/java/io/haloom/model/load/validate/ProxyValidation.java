package io.haloom.model.load.validate;

import io.haloom.config.Diagnostics;
import io.haloom.model.ProxyConfig.Mode;
import io.haloom.model.load.draft.LoadContext;
import io.haloom.model.load.draft.ProxyDraft;
import io.haloom.model.load.draft.ServerDraft;
import io.haloom.model.load.draft.StatsDraft;
import io.haloom.model.load.draft.TimeoutName;
import io.haloom.model.load.proxy.OptionKeywords;
import java.util.List;

/**
 * What can only be told once the whole configuration is read. Messages, and their order, are
 * HAProxy's.
 */
public final class ProxyValidation {
  private final LoadContext context;
  private final Diagnostics diagnostics;

  public ProxyValidation(LoadContext context) {
    this.context = context;
    this.diagnostics = context.diagnostics();
  }

  public void run() {
    context.defaults().forEach(this::names);
    for (ProxyDraft proxy : context.proxies()) {
      if (!proxy.disabled) {
        validate(proxy);
      }
    }
    ProtocolValidation protocols = new ProtocolValidation(context);
    for (ProxyDraft proxy : context.proxies()) {
      if (!proxy.disabled) {
        protocols.checks(proxy);
      }
    }
    rings();
  }

  /** Proxies, servers and user lists that expressions name. */
  private void names(ProxyDraft proxy) {
    KnownNames known = new KnownNames(context);
    List<String> problems = proxy.scope.unresolved(known);
    if (problems.size() == 1) {
      diagnostics.alert(problems.get(0));
    } else if (!problems.isEmpty()) {
      diagnostics.alert(
          "multiple argument resolution errors:\n        " + String.join("\n        ", problems));
    } else {
      proxy.scope.unknownGroups(known).forEach(diagnostics::alert);
    }
  }

  /** Looks the servers' names up; last, for it may take long. */
  public void resolve() {
    int before = diagnostics.fatalCount();
    ServerNames names = new ServerNames(context);
    for (ProxyDraft proxy : context.proxies()) {
      if (!proxy.disabled && proxy.hasBackend()) {
        proxy.backend.servers.forEach(server -> names.resolve(proxy, server));
      }
    }
    if (diagnostics.fatalCount() > before) {
      diagnostics.alert("Failed to initialize server(s) addr.");
    }
  }

  private void validate(ProxyDraft proxy) {
    ProtocolValidation protocols = new ProtocolValidation(context);
    protocols.binds(proxy);
    HttpValidation http = new HttpValidation(context);
    if (proxy.mode == Mode.TCP) {
      http.ignoredWords(proxy);
    }
    BalanceValidation balance = new BalanceValidation(context);
    balance.mode(proxy);
    LayerValidation layers = new LayerValidation(context);
    layers.formats(proxy);
    Formats formats = new Formats(context);
    formats.fallBack(proxy);
    if (proxy.hasFrontend() && proxy.frontend.binds.isEmpty() && !proxy.broken) {
      diagnostics.warning(
          "%s '%s' has no 'bind' directive. Please declare it as a backend if this was intended."
              .formatted(proxy.typeName(), proxy.name()));
    }
    if (proxy.hasBackend()) {
      balance.dispatch(proxy);
    }
    new CheckValidation(context).validate(proxy);
    formats.names(proxy);
    new BackendReferences(context).validate(proxy);
    new ServerReferences(context).validateRules(proxy);
    statsAccess(proxy);
    layers.tcpRules(proxy);
    http.rules(proxy);
    layers.httpRules(proxy);
    formats.logs(proxy);
    balance.expression(proxy);
    names(proxy);
    timeouts(proxy);
    new CheckValidation(context).tcpRules(proxy);
    CookieValidation cookies = new CookieValidation(context);
    cookies.capture(proxy, context.global().cookieLength());
    http.errors(proxy);
    new CheckPorts(diagnostics, false).validate(proxy);
    stateFile(proxy);
    new ServerReferences(context).validate(proxy);
    protocols.servers(proxy);
    new TlsValidation(context).binds(proxy);
    cookies.collisions(proxy);
    logFormat(proxy);
    if (proxy.mode != Mode.HTTP) {
      tcpMode(proxy);
    }
  }

  private void statsAccess(ProxyDraft proxy) {
    StatsDraft stats = proxy.stats;
    boolean both =
        stats != null
            && !stats.accessRules.isEmpty()
            && (!stats.users.isEmpty() || stats.realm != null);
    if (both) {
      diagnostics.alert(
          "proxy '%s': stats 'auth'/'realm' and 'http-request' can't be used at the same time."
              .formatted(proxy.name()));
    }
  }

  private void timeouts(ProxyDraft proxy) {
    boolean client = unset(proxy, TimeoutName.CLIENT);
    boolean connect = unset(proxy, TimeoutName.CONNECT);
    boolean server =
        unset(proxy, TimeoutName.SERVER) && (proxy.isHttp() || unset(proxy, TimeoutName.TUNNEL));
    boolean backendLacks =
        proxy.hasBackend() && !proxy.backend.servers.isEmpty() && (connect || server);
    if (proxy.hasFrontend() && client || backendLacks) {
      diagnostics.warning(
          "missing timeouts for %s '%s'.\n".formatted(proxy.typeName(), proxy.name())
              + "   | While not properly invalid, you will certainly encounter various problems\n"
              + "   | with such a configuration. To fix this, please ensure that all following\n"
              + "   | timeouts are set to a non-zero value: 'client', 'connect', 'server'.");
    }
    int connectMillis = proxy.timeouts.getOrDefault(TimeoutName.CONNECT, 0);
    if (unset(proxy, TimeoutName.TARPIT)) {
      proxy.timeouts.put(TimeoutName.TARPIT, connectMillis);
    }
    if (proxy.hasBackend() && unset(proxy, TimeoutName.QUEUE)) {
      proxy.timeouts.put(TimeoutName.QUEUE, connectMillis);
    }
  }

  private static boolean unset(ProxyDraft proxy, TimeoutName name) {
    return proxy.timeouts.getOrDefault(name, 0) == 0;
  }

  private void stateFile(ProxyDraft proxy) {
    // HAProxy calls each a backend.
    boolean global = proxy.backend.stateSource == io.haloom.model.BackendConfig.StateSource.GLOBAL;
    if (global && !context.global().texts.containsKey("server-state-file")) {
      diagnostics.warning(
          "backend '%s' configured to load server state file from global section 'server-state-file' directive. Unfortunately, 'server-state-file' is not set!"
              .formatted(proxy.name()));
    }
  }

  private void logFormat(ProxyDraft proxy) {
    boolean format = proxy.log.format != null || proxy.log.structuredData != null;
    if (proxy.hasFrontend() && format && proxy.log.targets.isEmpty()) {
      diagnostics.warning(
          "log format ignored for %s '%s' since it has no log address."
              .formatted(proxy.typeName(), proxy.name()));
    }
  }

  private void tcpMode(ProxyDraft proxy) {
    String whom = proxy.typeName() + " '" + proxy.name() + "'";
    if (proxy.stats != null) {
      diagnostics.warning("'stats' statement ignored for " + whom + " as it requires HTTP mode.");
      proxy.stats = null;
    }
    new HttpValidation(context).ignoredRules(proxy);
    for (OptionKeywords.Switch option : OptionKeywords.switches()) {
      boolean fits =
          option.frontend() && proxy.hasFrontend() || option.backend() && proxy.hasBackend();
      if (option.http() && fits && proxy.options.remove(option.option())) {
        diagnostics.warning(
            "'option %s' ignored for %s as it requires HTTP mode."
                .formatted(option.option().word(), whom));
      }
    }
    for (ServerDraft server : proxy.backend.servers) {
      if (server.redirect != null) {
        diagnostics.alert(
            whom + " : server cannot have cookie or redirect prefix in non-HTTP mode.");
      }
      if (server.cookie != null || CookieValidation.dynamic(proxy, server) != null) {
        diagnostics.warning(
            "%s : ignoring cookie for server '%s' as HTTP mode is disabled."
                .formatted(whom, server.name));
        server.cookie = null;
      }
    }
  }

  private void rings() {
    context
        .wantedRings()
        .forEach(
            (name, line) -> {
              if (!context.rings().containsKey(name)) {
                diagnostics.alert(
                    "log server declared in file %s at line %d uses unknown ring named '%s'."
                        .formatted(line.file(), line.number(), name));
              }
            });
  }
}
