package io.haloom.model.load.validate;

import io.haloom.config.Diagnostics;
import io.haloom.model.ProxyCheckConfig.Type;
import io.haloom.model.load.draft.CheckDraft;
import io.haloom.model.load.draft.LoadContext;
import io.haloom.model.load.draft.ProxyDraft;
import java.util.EnumSet;
import java.util.Set;

/** Makes sure that the check rules of a section go with the option that chose its kind of check. */
final class CheckValidation {
  /** Checks that no rules are for, and the one whose rules are HTTP's. */
  private static final Set<Type> WITHOUT_RULES =
      EnumSet.of(Type.CONNECT, Type.EXTERNAL, Type.HTTP_CHECK);

  private final LoadContext context;
  private final Diagnostics diagnostics;

  CheckValidation(LoadContext context) {
    this.context = context;
    this.diagnostics = context.diagnostics();
  }

  /** Rules and switches of {@code http-check}, and what {@code external-check} needs. */
  void validate(ProxyDraft proxy) {
    CheckDraft check = proxy.backend.check;
    String whom = proxy.typeName() + " '" + proxy.name() + "'";
    if (check.httpRulesHere && !check.httpRules.isEmpty() && check.type != Type.HTTP_CHECK) {
      diagnostics.warning(
          whom + " uses http-check rules without 'option httpchk', so the rules are ignored.");
    }
    if (!WITHOUT_RULES.contains(check.type)) {
      if (check.disableOn404) {
        ignored("disable-on-404", whom, "option httpchk");
        check.disableOn404 = false;
      }
      if (check.sendState) {
        ignored("send-state", whom, "option httpchk");
        check.sendState = false;
      }
    }
    if (check.type == Type.EXTERNAL) {
      external(proxy);
    }
    externalRest(proxy, whom);
  }

  private void ignored(String word, String whom, String option) {
    diagnostics.warning(
        "'" + word + "' will be ignored for " + whom + " (requires '" + option + "').");
  }

  private void external(ProxyDraft proxy) {
    String start = "Proxy '" + proxy.name() + "' : ";
    if (!context.global().flag("external-check")) {
      diagnostics.alert(
          start + "'option external-check' unable to find required 'global.external-check'.");
    }
    if (proxy.backend.check.externalCommand == null) {
      diagnostics.alert(
          start + "'option external-check' unable to find required 'external-check command'.");
    }
    if (!context.global().flag("insecure-fork-wanted")) {
      diagnostics.warning(
          start
              + "'insecure-fork-wanted' not enabled in the global section, 'option external-check'"
              + " will likely fail.");
    }
  }

  private void externalRest(ProxyDraft proxy, String whom) {
    CheckDraft check = proxy.backend.check;
    boolean external = check.type == Type.EXTERNAL;
    if (check.externalCommand != null) {
      if (!external) {
        ignored("external-check command", whom, "option external-check");
      }
      if (!check.externalCommand.startsWith("/") && check.externalPath == null) {
        diagnostics.alert(
            "Proxy '%s': 'external-check command' does not have a leading '/' and 'external-check path' is not set."
                .formatted(proxy.name()));
      }
    }
    if (check.externalPath != null && !external) {
      ignored("external-check path", whom, "option external-check");
    }
  }

  /** Rules of {@code tcp-check}; HAProxy tells of them later than of the others. */
  void tcpRules(ProxyDraft proxy) {
    CheckDraft check = proxy.backend.check;
    if (check.tcpRulesHere && check.type != Type.TCP_CHECK) {
      diagnostics.warning(
          "%s '%s' uses tcp-check rules without 'option tcp-check', so the rules are ignored."
              .formatted(proxy.typeName(), proxy.name()));
    }
  }
}
