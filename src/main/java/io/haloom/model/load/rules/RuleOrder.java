package io.haloom.model.load.rules;

import io.haloom.model.load.draft.ProxyDraft;
import io.haloom.model.load.line.ProxyLine;
import io.haloom.rule.HttpRules;

/** Tells where a rule stands below others that are evaluated after it. */
final class RuleOrder {
  /** Where {@code tcp-request} comes in the order of evaluation; the next ones follow. */
  static final int TCP_REQUEST = -1;

  static final int MONITOR = 0;

  static final int HTTP_REQUEST = 1;
  static final int REDIRECT = 2;
  private static final int USE_BACKEND = 3;

  private RuleOrder() {}

  /** Warns of rules above this one, which is of the kind {@code own}, that come later. */
  static void warn(ProxyLine line, String what, int own) {
    String later = later(line.proxy(), own);
    if (later != null) {
      line.warn(
          "a '%s' rule placed after %s '%s' rule will still be processed before."
              .formatted(what, later.equals("http-request") ? "an" : "a", later));
    }
  }

  /** The first kind of rules there are that come after {@code own}, or null. */
  static String later(ProxyDraft proxy, int own) {
    HttpRules rules = proxy.http.ownRules();
    if (own < MONITOR && !proxy.http.monitorFail.isEmpty()) {
      return "monitor fail";
    }
    if (own < HTTP_REQUEST && !rules.request().isEmpty()) {
      return "http-request";
    }
    if (own < REDIRECT && !rules.redirects().isEmpty()) {
      return "redirect";
    }
    if (own < USE_BACKEND && !proxy.frontend.useBackends.isEmpty()) {
      return "use_backend";
    }
    return proxy.backend.useServers.isEmpty() ? null : "use-server";
  }
}
