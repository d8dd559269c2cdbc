package io.haloom.model.load.validate;

import io.haloom.config.Diagnostics;
import io.haloom.model.CheckStep;
import io.haloom.model.load.draft.BindDraft;
import io.haloom.model.load.draft.CheckDraft;
import io.haloom.model.load.draft.LoadContext;
import io.haloom.model.load.draft.ProxyDraft;
import io.haloom.model.load.draft.ServerDraft;
import io.haloom.net.TlsException;
import io.haloom.tls.StoredCertificate;
import io.haloom.tls.TlsBind;
import io.haloom.tls.TlsServer;
import io.haloom.tls.TlsWords;
import java.util.List;

/** Makes the contexts of TLS, and tells what is wrong with what was written of them. */
public final class TlsValidation {
  private final LoadContext context;
  private final Diagnostics diagnostics;

  public TlsValidation(LoadContext context) {
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

  /**
   * One server: HAProxy looks at all of them, also at those for which only an agent's command may
   * turn it on.
   */
  void server(ProxyDraft proxy, ServerDraft server) {
    ServerDraft.Tls tls = server.tls;
    CheckDraft check = proxy.backend.check;
    boolean used = tls.usedByDefault || isSecured(check.tcpRules) || isSecured(check.httpRules);
    if (!server.broken) {
      String prefix =
          "[%s] : 'server %s/%s' : ".formatted(server.line.location(), proxy.name(), server.name);
      server(proxy, server, prefix, used);
    }
  }

  /**
   * One that a command brings.
   *
   * @param steps of the checks of its backend
   */
  public void added(ProxyDraft proxy, ServerDraft server, List<CheckStep> steps) {
    server(proxy, server, "", isSecured(steps));
  }

  private void server(ProxyDraft proxy, ServerDraft server, String prefix, boolean used) {
    ServerDraft.Tls tls = server.tls;
    if (!used && tls.use != 1 && tls.check != 1) {
      return;
    }
    StoredCertificate certificate = null;
    try {
      certificate = certificate(tls.certificate);
    } catch (TlsException e) {
      diagnostics.alert(prefix + e.getMessage());
      if (context.certificates().isSealed()) {
        return;
      }
    }
    tls.made =
        new TlsServer(
            new TlsServer.Origin(proxy.typeName() + " '" + proxy.name() + "'", server.name),
            new TlsWords(tls.words),
            context.tls(),
            certificate,
            context.trusts());
    List<String> problems = tls.made.prepare();
    tls.withoutEffect.values().forEach(text -> diagnostics.warning(prefix + text));
    tls.made.warnings().forEach(text -> diagnostics.warning(prefix + text));
    problems.forEach(text -> diagnostics.alert(prefix + text));
  }

  private static boolean isSecured(List<CheckStep> steps) {
    return steps.stream()
        .anyMatch(step -> step instanceof CheckStep.Connect connect && connect.tls().on());
  }

  private StoredCertificate certificate(String path) throws TlsException {
    if (path == null) {
      return null;
    }
    StoredCertificate known = context.certificates().find(path);
    if (context.certificates().isSealed()) {
      return known(path, known);
    }
    if (known == null) {
      context.certificates().checkFile(path);
    }
    return context.certificates().load(path);
  }

  /** One that a command names. */
  private static StoredCertificate known(String path, StoredCertificate known) throws TlsException {
    if (known == null) {
      throw new TlsException("unable to stat SSL certificate '" + path + "'.");
    }
    if (known.certificate() == null) {
      throw new TlsException(
          "unable to load SSL private key into SSL Context '"
              + path
              + "'.\nunable to load SSL certificate into SSL Context '"
              + path
              + "'.");
    }
    return known;
  }

  private void bind(ProxyDraft proxy, BindDraft bind) {
    String where =
        "bind '%s' at [%s:%d]"
            .formatted(bind.addresses.get(0).written(), bind.place.file(), bind.place.line());
    if (!bind.tlsWords.containsKey("ssl")) {
      if (bind.hasCertificates()) {
        diagnostics.warning(
            "Proxy '%s': A certificate was specified but SSL was not enabled on %s (use 'ssl')."
                .formatted(proxy.name(), where));
      }
      return;
    }
    if (!bind.hasCertificates()) {
      if (!bind.tlsWords.containsKey("strict-sni")
          || bind.tlsWords.containsKey("generate-certificates")) {
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
        new TlsBind(origin, new TlsWords(bind.tlsWords), context.tls(), context.certificates());
    if (bind.ticketKeys != null) {
      made.ticketKeys(bind.ticketKeys);
    }
    bind.certificates.forEach(made::add);
    String problems = made.prepare();
    String place =
        "parsing [%s] : 'bind %s' in section '%s' : \n  "
            .formatted(origin.location(), origin.written(), proxy.sectionWord());
    made.notes()
        .forEach(text -> diagnostics.warning(place + text.stripTrailing().replace("\n", "\n  ")));
    made.warnings().forEach(diagnostics::warning);
    if (problems != null) {
      diagnostics.alert(problems);
    }
    if (bind.tlsWords.containsKey("generate-certificates")) {
      generate(made);
    }
    bind.tls = made;
  }

  private void generate(TlsBind bind) {
    try {
      bind.generate();
    } catch (TlsException e) {
      diagnostics.alert(e.getMessage());
    }
  }
}
