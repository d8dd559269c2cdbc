package io.haloom.rule;

import java.util.List;

/**
 * The TCP rules of one proxy, in the order of its configuration.
 *
 * @param connection {@code tcp-request connection}, evaluated right after accept
 * @param session {@code tcp-request session}, after the PROXY header
 * @param content {@code tcp-request content}
 * @param response {@code tcp-response content}
 * @param requestDelayMillis {@code tcp-request inspect-delay}, 0 for none
 * @param responseDelayMillis {@code tcp-response inspect-delay}, 0 for none
 */
public record TcpRules(
    List<Rule> connection,
    List<Rule> session,
    List<Rule> content,
    List<Rule> response,
    int requestDelayMillis,
    int responseDelayMillis) {

  /** No rules. */
  public static final TcpRules NONE =
      new TcpRules(List.of(), List.of(), List.of(), List.of(), 0, 0);

  /** Whether {@code rule} captures what a client may not have sent yet. */
  public static boolean capturesContents(Rule rule) {
    return rule.action() instanceof CaptureAction capture && capture.mayComeLate();
  }

  /** Whether a session may go on as one of HTTP. */
  public boolean switchesMode() {
    return content.stream().anyMatch(rule -> DecisionActions.switchesMode(rule.action()));
  }
}
