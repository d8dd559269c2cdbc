package io.haloom.model.load.validate;

import io.haloom.config.Diagnostics;
import io.haloom.http.HttpReply;
import io.haloom.model.load.draft.HttpDraft.ErrorSetting;
import io.haloom.model.load.draft.LoadContext;
import io.haloom.model.load.draft.ProxyDraft;
import io.haloom.rule.HttpErrors;
import io.haloom.rule.HttpRules;
import io.haloom.rule.ReplyTemplate;
import java.util.HashMap;
import java.util.Map;

/** What is checked of HTTP when all sections are read. */
final class HttpValidation {
  private final Diagnostics diagnostics;
  private final HttpErrors errors;

  HttpValidation(LoadContext context) {
    this.diagnostics = context.diagnostics();
    this.errors = context.httpErrors();
  }

  /** Warns of what a TCP section says of HTTP, before its formats are looked at. */
  void ignoredWords(ProxyDraft proxy) {
    String whom = " will be ignored for %s '%s' (needs 'mode http').";
    if (proxy.http.cookie != null) {
      diagnostics.warning("cookie" + whom.formatted(proxy.typeName(), proxy.name()));
    }
    if (proxy.http.monitorUri != null) {
      diagnostics.warning("monitor-uri" + whom.formatted(proxy.typeName(), proxy.name()));
    }
  }

  /** Warns of captures and rules that a TCP section has. */
  void ignoredRules(ProxyDraft proxy) {
    String whom = proxy.typeName() + " '" + proxy.name() + "'";
    boolean captures =
        proxy.http.cookieCapture != null
            || !proxy.http.responseCaptures.isEmpty()
            || !proxy.http.requestHeaders.isEmpty();
    if (captures) {
      diagnostics.warning("'capture' statement ignored for " + whom + " as it requires HTTP mode.");
    }
    HttpRules rules = proxy.http.ownRules();
    ignored("http-request", !rules.request().isEmpty(), whom);
    ignored("http-response", !rules.response().isEmpty(), whom);
    ignored("http-after-response", !rules.afterResponse().isEmpty(), whom);
    ignored("redirect", !rules.redirects().isEmpty(), whom);
    header("forwardfor", proxy.http.forwardFor != null, whom);
    header("originalto", proxy.http.originalTo != null, whom);
  }

  private void ignored(String rules, boolean any, String whom) {
    if (any) {
      diagnostics.warning(
          "'" + rules + "' rules ignored for " + whom + " as they require HTTP mode.");
    }
  }

  private void header(String option, boolean on, String whom) {
    if (on) {
      diagnostics.warning(
          "'option " + option + "' ignored for " + whom + " as it requires HTTP mode.");
    }
  }

  /** Validates what rules refer to. */
  void rules(ProxyDraft proxy) {
    for (String problem : proxy.http.problems()) {
      diagnostics.alert("Proxy '" + proxy.name() + "': " + problem + ".");
    }
    proxy.scope.takeWarnings().forEach(diagnostics::warning);
  }

  /** Makes one table of a section's error messages. */
  void errors(ProxyDraft proxy) {
    Map<Integer, ReplyTemplate> table = new HashMap<>();
    for (ErrorSetting setting : proxy.http.errorSettings) {
      if (setting.section() != null) {
        section(proxy, setting, table);
      } else if (setting.template().isDefault()) {
        table.keySet().removeAll(setting.statuses());
      } else {
        setting.statuses().forEach(status -> table.put(status, setting.template()));
      }
    }
    proxy.http.errors = table;
  }

  private void section(ProxyDraft proxy, ErrorSetting setting, Map<Integer, ReplyTemplate> table) {
    String place = "%s:%d".formatted(setting.place().file(), setting.place().line());
    if (!errors.has(setting.section())) {
      diagnostics.alert(
          "proxy '%s': unknown http-errors section '%s' (at %s)."
              .formatted(proxy.name(), setting.section(), place));
      return;
    }
    for (int status : setting.statuses()) {
      HttpReply reply = errors.find(setting.section(), status);
      if (reply != null) {
        table.put(status, ReplyTemplate.of(status, reply));
      } else if (setting.named()) {
        diagnostics.warning(
            "config: proxy '%s' : status '%d' not declared in http-errors section '%s' (at %s)."
                .formatted(proxy.name(), status, setting.section(), place));
      }
    }
  }
}
