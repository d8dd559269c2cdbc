package io.haloom.model.load.validate;

import io.haloom.config.Diagnostics;
import io.haloom.model.load.draft.LoadContext;
import io.haloom.model.load.draft.NamedRule;
import io.haloom.model.load.draft.ProxyDraft;
import io.haloom.rule.HttpRules;
import io.haloom.rule.Rule;
import io.haloom.rule.TcpRules;
import io.haloom.sample.Condition;
import io.haloom.sample.Source;
import io.haloom.sample.compile.ConditionParser;
import java.util.List;

/** Warns of what looks at bytes where there are HTTP messages, and the other way round. */
final class LayerValidation {
  private final Diagnostics diagnostics;

  LayerValidation(LoadContext context) {
    this.diagnostics = context.diagnostics();
  }

  /** Formats of messages, or of what fetches tell of them, in a TCP section. */
  void formats(ProxyDraft proxy) {
    String place = proxy.scope.httpFormat();
    if (place != null && !proxy.isHttp()) {
      diagnostics.warning(
          "parsing [%s] : HTTP log/header format not usable with %s '%s' (needs 'mode http')."
              .formatted(place, proxy.typeName(), proxy.name()));
    }
  }

  /** A {@code use_backend} or {@code use-server} rule. */
  void rule(ProxyDraft proxy, NamedRule rule) {
    condition(proxy, rule.condition, rule.place.file(), rule.place.line());
  }

  /** Rules on connections and content, and captures that may come too early. */
  void tcpRules(ProxyDraft proxy) {
    TcpRules rules = proxy.rules();
    conditions(proxy, rules.connection());
    conditions(proxy, rules.session());
    boolean early = proxy.hasFrontend() && rules.requestDelayMillis() == 0;
    for (Rule rule : rules.content()) {
      if (early && TcpRules.capturesContents(rule)) {
        earlyCapture(proxy);
      }
      condition(proxy, rule.condition(), rule.file(), rule.line());
    }
    conditions(proxy, rules.response());
    switchMode(proxy, rules);
  }

  void httpRules(ProxyDraft proxy) {
    HttpRules rules = proxy.http.rules();
    conditions(proxy, rules.request());
    conditions(proxy, rules.response());
    conditions(proxy, rules.afterResponse());
  }

  private void conditions(ProxyDraft proxy, List<Rule> rules) {
    rules.forEach(rule -> condition(proxy, rule.condition(), rule.file(), rule.line()));
  }

  private void condition(ProxyDraft proxy, Condition condition, String file, int line) {
    boolean ofBytes = condition instanceof ConditionParser.Compiled all && all.uses(Source.BYTES);
    if (ofBytes && proxy.isHttp()) {
      diagnostics.warning(
          "Proxy '%s': L6 sample fetches ignored on HTTP proxies (declared at %s:%d)."
              .formatted(proxy.name(), file, line));
    }
  }

  private void earlyCapture(ProxyDraft proxy) {
    diagnostics.warning(
        "%s '%s' : a 'tcp-request capture' rule explicitly depending on request contents without any 'tcp-request inspect-delay' setting. This means that this rule will randomly find its contents. This can be fixed by setting the tcp-request inspect-delay."
            .formatted(proxy.typeName(), proxy.name()));
  }

  private void switchMode(ProxyDraft proxy, TcpRules rules) {
    boolean alone =
        proxy.hasFrontend()
            && !proxy.backend.servers.isEmpty()
            && proxy.frontend.defaultBackend == null
            && proxy.frontend.useBackends.isEmpty();
    if (alone && !proxy.isHttp() && rules.switchesMode()) {
      diagnostics.warning(
          "Proxy '%s' : 'switch-mode http' configured for a tcp proxy with no backend. Incoming connections upgraded to HTTP cannot be routed to TCP servers"
              .formatted(proxy.name()));
    }
  }
}
