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
  /** {@code tcp-request content switch-mode http}: what the client sends is HTTP. */
  SWITCH_HTTP,
  /** The same, where it says {@code proto h1}. */
  SWITCH_HTTP1,
  /** The same, where it says {@code proto h2}. */
  SWITCH_HTTP2,
  /** {@code tcp-response content close}: close the server's side. */
  CLOSE,
  /**
   * The client gets the context's reply and the request counts as served: return, redirect, auth.
   */
  REPLY,
  /** The client gets the context's reply and the message counts as denied: deny. */
  DENY,
  /** As {@link #DENY}, after {@code timeout tarpit}. */
  TARPIT,
  /** The message is not valid: status 400, or 502 for a response. */
  INVALID,
  /** An action could not be done in strict mode: an internal error. */
  ERROR
}
