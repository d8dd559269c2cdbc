package io.haloom.model.load.validate;

import io.haloom.config.Diagnostics;
import io.haloom.model.BackendConfig.RetryOn;
import io.haloom.model.load.draft.LoadContext;
import io.haloom.model.load.draft.NamedRule;
import io.haloom.model.load.draft.ProxyDraft;
import io.haloom.model.load.draft.ServerDraft;
import java.util.HashMap;
import java.util.Map;

/** Validates the servers of a backend against each other and against those that they track. */
public final class ServerReferences {
  private final LoadContext context;
  private final Diagnostics diagnostics;

  ServerReferences(LoadContext context) {
    this.context = context;
    this.diagnostics = context.diagnostics();
  }

  /** Makes sure that {@code use-server} rules name servers that are there. */
  void validateRules(ProxyDraft proxy) {
    for (NamedRule rule : proxy.backend.useServers) {
      boolean plain = rule.dynamic == null && !rule.broken;
      if (plain && proxy.backend.server(rule.name) == null) {
        diagnostics.alert(
            "%s '%s' : unable to find server '%s' referenced in a 'use-server' rule."
                .formatted(proxy.typeName(), proxy.name(), rule.name));
      }
      new LayerValidation(context).rule(proxy, rule);
    }
  }

  void validate(ProxyDraft proxy) {
    if (!proxy.hasBackend()) {
      return;
    }
    names(proxy);
    TlsValidation tls = new TlsValidation(context);
    for (ServerDraft server : proxy.backend.servers) {
      limits(server);
      tls.server(proxy, server);
      fastOpen(proxy, server);
      if (server.track != null && !server.broken) {
        track(proxy, server);
      }
    }
  }

  /** Names must differ, except among servers with ids of their own, which tell them apart. */
  private void names(ProxyDraft proxy) {
    Map<String, ServerDraft> known = new HashMap<>();
    for (ServerDraft server : proxy.backend.servers) {
      ServerDraft other = server.idForced ? null : known.putIfAbsent(server.name, server);
      if (other != null) {
        diagnostics.alert(
            server.line,
            "%s '%s', another server named '%s' was already defined at line %d, please use distinct names."
                .formatted(proxy.typeName(), proxy.name(), server.name, other.line.number()));
      }
    }
  }

  public static void limits(ServerDraft server) {
    if (server.minconn > server.maxconn) {
      server.maxconn = server.minconn;
    } else if (server.maxconn > 0 && server.minconn == 0) {
      server.minconn = server.maxconn;
    }
  }

  private void fastOpen(ProxyDraft proxy, ServerDraft server) {
    boolean retried =
        proxy.backend.retryOn.contains(RetryOn.EMPTY_RESPONSE)
            && proxy.backend.retryOn.contains(RetryOn.RESPONSE_TIMEOUT);
    if (server.fastOpen && !retried) {
      diagnostics.warning(
          prefix(proxy, server)
              + "server has tfo activated, the backend should be configured with at least"
              + " 'conn-failure', 'empty-response' and 'response-timeout' or we wouldn't be able to"
              + " retry the connection on failure.");
    }
  }

  private static String prefix(ProxyDraft proxy, ServerDraft server) {
    return "[%s] : 'server %s/%s' : ".formatted(server.line.location(), proxy.name(), server.name);
  }

  private void track(ProxyDraft proxy, ServerDraft server) {
    String prefix = prefix(proxy, server);
    int slash = server.track.lastIndexOf('/');
    String serverName = server.track.substring(slash + 1);
    ProxyDraft other = proxy;
    if (slash >= 0) {
      String proxyName = server.track.substring(0, slash);
      other = context.backend(proxyName);
      if (other == null) {
        diagnostics.alert(
            prefix + "unable to find required proxy '" + proxyName + "' for tracking.");
        return;
      }
    }
    ServerDraft tracked = other.backend.server(serverName);
    if (tracked == null) {
      diagnostics.alert(
          prefix + "unable to find required server '" + serverName + "' for tracking.");
    } else if (!tracked.check && !tracked.agent && tracked.track == null) {
      diagnostics.alert(
          "%sunable to use %s/%s for tracking as it does not have any check nor agent enabled."
              .formatted(prefix, other.name(), tracked.name));
    } else {
      chain(proxy, server, other, tracked);
    }
  }

  private void chain(ProxyDraft proxy, ServerDraft server, ProxyDraft other, ServerDraft tracked) {
    ServerDraft at = tracked.tracked;
    while (at != null && at != server) {
      at = at.tracked;
    }
    if (server == tracked || at != null) {
      diagnostics.alert(
          "%sunable to track %s/%s as it belongs to a tracking chain looping back to %s/%s."
              .formatted(
                  prefix(proxy, server), other.name(), tracked.name, other.name(), server.name));
    } else if (proxy != other
        && proxy.backend.check.disableOn404 != other.backend.check.disableOn404) {
      diagnostics.alert(
          // HAProxy lacks a space here.
          "%sunable to use %s/%s fortracking: disable-on-404 option inconsistency."
              .formatted(prefix(proxy, server), other.name(), tracked.name));
    } else {
      server.tracked = tracked;
    }
  }
}
