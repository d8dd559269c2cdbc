package io.haloom.model.load.validate;

import io.haloom.config.Diagnostics;
import io.haloom.model.ProxyCheckConfig.Type;
import io.haloom.model.load.draft.BindDraft;
import io.haloom.model.load.draft.LoadContext;
import io.haloom.model.load.draft.ProxyDraft;
import io.haloom.model.load.draft.ServerDraft;

/** Tells of protocols that lines ask for by name and that do not go with their section. */
public final class ProtocolValidation {
  private final Diagnostics diagnostics;

  ProtocolValidation(LoadContext context) {
    this.diagnostics = context.diagnostics();
  }

  void binds(ProxyDraft proxy) {
    for (BindDraft bind : proxy.frontend.binds) {
      if (!fits(bind.protocol, proxy.isHttp())) {
        unusable(
            proxy,
            bind.protocol,
            "'bind %s' at [%s:%d]"
                .formatted(bind.addresses.get(0).written(), bind.place.file(), bind.place.line()));
      }
    }
  }

  void servers(ProxyDraft proxy) {
    for (ServerDraft server : proxy.backend.servers) {
      if (!fits(server.protocol, proxy.isHttp())) {
        unusable(
            proxy,
            server.protocol,
            "server '%s' at [%s]".formatted(server.name, server.line.location()));
      }
    }
  }

  /** Checks are looked at when all sections are known to be right. */
  void checks(ProxyDraft proxy) {
    for (ServerDraft server : proxy.backend.servers) {
      boolean httpCheck = proxy.backend.check.type == Type.HTTP_CHECK;
      if (server.check && !fits(server.checkProtocol, httpCheck)) {
        diagnostics.alert(
            "config: %s '%s': server '%s' uses an incompatible MUX protocol for the selected check type"
                .formatted(proxy.typeName(), proxy.name(), server.name));
      }
    }
  }

  /** Whether a protocol, or null for none, goes with what is HTTP or TCP. */
  public static boolean fits(String protocol, boolean http) {
    return protocol == null || http != protocol.equals("none") && !protocol.equals("fcgi");
  }

  private void unusable(ProxyDraft proxy, String protocol, String where) {
    diagnostics.alert(
        "%s '%s' : MUX protocol '%s' is not usable for %s."
            .formatted(proxy.typeName(), proxy.name(), protocol, where));
  }
}
