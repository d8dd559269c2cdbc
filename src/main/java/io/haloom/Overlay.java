package io.haloom;

import io.haloom.CommandLine.Flag;
import io.haloom.model.BindConfig;
import io.haloom.model.Config;
import io.haloom.model.FrontendConfig;
import io.haloom.model.Option;
import io.haloom.model.ProxyConfig;
import io.haloom.net.ListenOptions;
import java.util.EnumSet;
import java.util.Set;

/** Lays what the command line says over a configuration: {@code -N}, {@code -dR}, {@code -dS}. */
final class Overlay {
  private final CommandLine line;

  Overlay(CommandLine line) {
    this.line = line;
  }

  /** The configuration as it is to run. */
  Config over(Config config) {
    if (line.overrides().proxyMaxconn() == 0
        && !line.has(Flag.NO_REUSEPORT)
        && !line.has(Flag.NO_SPLICE)) {
      return config;
    }
    return new Config(
        config.global(),
        config.proxies().stream().map(this::over).toList(),
        config.userlists(),
        config.rings(),
        config.namedServers(),
        config.patterns());
  }

  private ProxyConfig over(ProxyConfig p) {
    return new ProxyConfig(
        p.name(),
        p.id(),
        p.place(),
        p.kind(),
        p.mode(),
        p.disabled(),
        p.description(),
        over(p.options()),
        p.timeouts(),
        p.frontend() == null ? null : over(p.frontend()),
        p.backend(),
        p.logging(),
        p.stats(),
        p.rules(),
        p.http());
  }

  private Set<Option> over(Set<Option> options) {
    if (!line.has(Flag.NO_SPLICE) || options.isEmpty()) {
      return options;
    }
    Set<Option> left = EnumSet.copyOf(options);
    left.removeAll(EnumSet.of(Option.SPLICE_AUTO, Option.SPLICE_REQUEST, Option.SPLICE_RESPONSE));
    return left;
  }

  private FrontendConfig over(FrontendConfig f) {
    return new FrontendConfig(
        f.binds().stream().map(this::over).toList(),
        f.maxconn() == 0 ? line.overrides().proxyMaxconn() : f.maxconn(),
        f.backlog(),
        f.rateLimit(),
        f.defaultBackend(),
        f.useBackends(),
        f.keepAlive(),
        f.uniqueIdFormat());
  }

  private BindConfig over(BindConfig b) {
    if (!line.has(Flag.NO_REUSEPORT)) {
      return b;
    }
    return new BindConfig(
        b.address(),
        b.inheritedFd(),
        b.written(),
        b.place(),
        b.name(),
        b.id(),
        b.maxconn(),
        b.backlog(),
        b.acceptProxy(),
        b.acceptNetscalerCip(),
        b.level(),
        b.severityOutput(),
        b.exposeListeners(),
        unshared(b.options()));
  }

  private static ListenOptions unshared(ListenOptions o) {
    return new ListenOptions(
        o.deferAccept(),
        o.fastOpen(),
        o.maxSegment(),
        o.device(),
        o.v6Only(),
        o.transparent(),
        o.userTimeoutMillis(),
        o.unixMode(),
        o.unixUid(),
        o.unixGid(),
        false);
  }
}
