package io.haloom.model.load.validate;

import io.haloom.config.Diagnostics;
import io.haloom.model.load.draft.BindDraft;
import io.haloom.model.load.draft.LoadContext;
import io.haloom.model.load.draft.ProxyDraft;
import io.haloom.tls.TlsBind;
import io.haloom.tls.TlsWords;

/** Makes the contexts of TLS, and tells what is wrong with what was written of them. */
final class TlsValidation {
  private final LoadContext context;
  private final Diagnostics diagnostics;

  TlsValidation(LoadContext context) {
    this.context = context;
    this.diagnostics = context.diagnostics();
  }

  /** Only of a configuration that has no other errors: HAProxy does not come that far. */
  void binds(ProxyDraft proxy) {
    if (diagnostics.hasErrors()) {
      return;
    }
    for (BindDraft bind : proxy.frontend.binds) {
      bind(proxy, bind);
    }
  }

  private void bind(ProxyDraft proxy, BindDraft bind) {
    String where =
        "bind '%s' at [%s:%d]"
            .formatted(bind.addresses.get(0).written(), bind.place.file(), bind.place.line());
    if (!bind.tlsWords.containsKey("ssl")) {
      if (!bind.certificates.isEmpty()) {
        diagnostics.warning(
            "Proxy '%s': A certificate was specified but SSL was not enabled on %s (use 'ssl')."
                .formatted(proxy.name(), where));
      }
      return;
    }
    if (bind.certificates.isEmpty()) {
      if (!bind.tlsWords.containsKey("strict-sni")) {
        diagnostics.alert(
            "Proxy '%s': no SSL certificate specified for %s (use 'crt')."
                .formatted(proxy.name(), where));
        return;
      }
      diagnostics.warning(
          "Proxy '%s': no SSL certificate specified for %s, ssl connections will fail (use 'crt')."
              .formatted(proxy.name(), where));
    }
    prepare(proxy, bind);
  }

  private void prepare(ProxyDraft proxy, BindDraft bind) {
    TlsBind.Origin origin =
        new TlsBind.Origin(
            proxy.name(),
            bind.addresses.get(0).written(),
            bind.place.file() + ":" + bind.place.line());
    TlsBind made =
        new TlsBind(origin, new TlsWords(bind.tlsWords), context.global().tls(), context.trusts());
    bind.certificates.forEach(one -> made.add(one.stored(), one.words(), one.filters()));
    String problems = made.prepare();
    made.warnings().forEach(diagnostics::warning);
    if (problems != null) {
      diagnostics.alert(problems);
    }
    bind.tls = made;
  }
}
