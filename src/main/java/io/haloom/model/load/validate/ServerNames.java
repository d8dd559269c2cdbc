package io.haloom.model.load.validate;

import io.haloom.config.Diagnostics;
import io.haloom.model.load.address.IpLiteral;
import io.haloom.model.load.draft.LoadContext;
import io.haloom.model.load.draft.ProxyDraft;
import io.haloom.model.load.draft.ServerDraft;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Resolves the names of servers when the configuration is loaded, the way {@code init-addr} asks
 * (HAProxy manual, section 5.2).
 */
final class ServerNames {
  private final LoadContext context;
  private final Diagnostics diagnostics;
  private final Map<String, List<InetAddress>> found = new HashMap<>();

  ServerNames(LoadContext context) {
    this.context = context;
    this.diagnostics = context.diagnostics();
  }

  void resolve(ProxyDraft proxy, ServerDraft server) {
    if (server.address == null || server.address.name() == null) {
      return;
    }
    String name = server.address.name();
    String prefix =
        "[%s] : 'server %s/%s' : ".formatted(server.line.location(), proxy.name(), server.name);
    boolean tried = false;
    for (String method : server.initAddr) {
      switch (method) {
        case "last" -> {
          // The state file is read when the server exists, and wins over what is found here.
        }
        case "libc" -> {
          server.resolved = pick(server, name);
          if (server.resolved != null) {
            return;
          }
          tried = true;
        }
        case "none" -> {
          if (tried) {
            diagnostics.notice(
                prefix + "could not resolve address '" + name + "', disabling server.");
          }
          return;
        }
        default -> {
          server.resolved = IpLiteral.any(method);
          if (tried) {
            diagnostics.notice(
                prefix
                    + "could not resolve address '"
                    + name
                    + "', falling back to configured address.");
          }
          return;
        }
      }
    }
    if (context.options().resolveMayFail()) {
      if (tried) {
        diagnostics.warning(prefix + "could not resolve address '" + name + "', disabling server.");
      }
      return;
    }
    diagnostics.alert(
        prefix
            + (tried ? "could not resolve address '" : "no method found to resolve address '")
            + name
            + "'.");
  }

  /** The first of the family that is asked for: what comes first is for the system to know. */
  private InetAddress pick(ServerDraft server, String name) {
    List<InetAddress> addresses = found.computeIfAbsent(name, n -> context.resolver().resolve(n));
    return addresses.stream().filter(server.address.family()::has).findFirst().orElse(null);
  }
}
