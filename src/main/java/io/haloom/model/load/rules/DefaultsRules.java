package io.haloom.model.load.rules;

import io.haloom.model.load.draft.ProxyDraft;
import io.haloom.model.load.draft.ProxyDraft.Section;
import io.haloom.model.load.word.LineException;
import io.haloom.rule.TcpRules;
import java.util.HashMap;
import java.util.Map;

/**
 * Which sections may be made from a defaults section that has rules (HAProxy manual, section 4,
 * {@code defaults}).
 */
public final class DefaultsRules {
  private final Map<ProxyDraft, Section> heirs = new HashMap<>();

  /** Refuses what cannot inherit the rules of {@code base}. */
  public void validate(ProxyDraft base, Section heir) throws LineException {
    TcpRules rules = base.rules();
    boolean client = !rules.connection().isEmpty() || !rules.session().isEmpty();
    if (!client
        && rules.content().isEmpty()
        && rules.response().isEmpty()
        && base.http.rules().isEmpty()) {
      return;
    }
    String where =
        " (defaults section at %s:%d)".formatted(base.place().file(), base.place().line());
    Section other = heirs.get(base);
    if (heir == Section.DEFAULTS) {
      throw cannot("a defaults section", "a defaults section defining TCP/HTTP rules" + where);
    } else if (heir == Section.LISTEN) {
      throw cannot("a listen section", "a defaults section defining TCP/HTTP rules");
    } else if (other != null && other != heir) {
      throw cannot(
          "frontends and backends",
          "the same defaults section if it defines TCP/HTTP rules" + where);
    } else if (heir == Section.BACKEND && client) {
      throw cannot(
          "a backend section",
          "a defaults section defining 'tcp-request connection' or 'tcp-request session' rules"
              + where);
    } else if (heir == Section.FRONTEND && !rules.response().isEmpty()) {
      throw cannot(
          "a frontend section", "a defaults section defining 'tcp-response content' rules" + where);
    }
    heirs.put(base, heir);
  }

  private static LineException cannot(String who, String what) {
    return LineException.tight(who + " cannot inherit from " + what + ".");
  }
}
