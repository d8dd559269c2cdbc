package io.haloom.model.load.validate;

import io.haloom.config.Diagnostics;
import io.haloom.model.ProxyConfig.Mode;
import io.haloom.model.load.draft.LoadContext;
import io.haloom.model.load.draft.NamedRule;
import io.haloom.model.load.draft.ProxyDraft;

/** Makes sure that the backends a frontend names are there and fit. */
final class BackendReferences {
  private final LoadContext context;
  private final Diagnostics diagnostics;

  BackendReferences(LoadContext context) {
    this.context = context;
    this.diagnostics = context.diagnostics();
  }

  void validate(ProxyDraft proxy) {
    String wanted = proxy.frontend.defaultBackend;
    if (wanted != null) {
      ProxyDraft target = target(proxy, wanted, "default_backend", "as its default backend");
      if (target != null && !proxy.backend.servers.isEmpty()) {
        diagnostics.warning(
            "In proxy '%s', the 'default_backend' rule always has precedence over the servers, which will never be used."
                .formatted(proxy.name()));
      }
    }
    for (NamedRule rule : proxy.frontend.useBackends) {
      if (rule.dynamic == null && !rule.broken) {
        target(proxy, rule.name, "use_backend", "in a 'use_backend' rule");
        new LayerValidation(context).rule(proxy, rule);
      }
    }
  }

  private ProxyDraft target(ProxyDraft proxy, String wanted, String word, String use) {
    ProxyDraft target = context.backend(wanted);
    if (target == null) {
      diagnostics.alert(
          "Proxy '%s': unable to find required %s: '%s'.".formatted(proxy.name(), word, wanted));
    } else if (target == proxy) {
      diagnostics.alert(
          "Proxy '%s': loop detected for %s: '%s'.".formatted(proxy.name(), word, wanted));
    } else if (target.mode != proxy.mode && proxy.mode != Mode.TCP) {
      incompatible(proxy, target, use);
    } else {
      return target;
    }
    return null;
  }

  private void incompatible(ProxyDraft proxy, ProxyDraft target, String use) {
    diagnostics.alert(
        "%s %s '%s' (%s:%d) tries to use incompatible %s %s '%s' (%s:%d) %s (see 'mode')."
            .formatted(
                word(proxy),
                proxy.typeName(),
                proxy.name(),
                proxy.place().file(),
                proxy.place().line(),
                word(target),
                target.typeName(),
                target.name(),
                target.place().file(),
                target.place().line(),
                use));
  }

  private static String word(ProxyDraft proxy) {
    return proxy.isHttp() ? "http" : "tcp";
  }
}
