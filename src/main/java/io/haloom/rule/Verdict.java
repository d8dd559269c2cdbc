package io.haloom.rule;

/** What a rule decided. */
public enum Verdict {
  /** A condition needs bytes that have not come yet: evaluate again when they have. */
  WAIT,
  /** Go on with the next rule. */
  CONTINUE,
  /** Stop evaluating this rule set and let the session pass. */
  ACCEPT,
  /** Refuse the session: close. */
  REJECT,
  /** Refuse without telling the peer anything: no FIN, no RST. */
  SILENT_DROP,
  /** {@code tcp-response content close}: close the server's side. */
  CLOSE
}
