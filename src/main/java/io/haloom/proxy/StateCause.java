package io.haloom.proxy;

import io.haloom.proxy.state.CheckHealth;

/**
 * Why a server goes up, down or stopping: an administrator's word, a check's outcome, or nothing (a
 * tracked server changed, or the check was already reported).
 *
 * @param text said as it is, or null
 * @param outcome the check's, or null
 */
record StateCause(String text, CheckHealth.Outcome outcome) {
  static final StateCause NONE = new StateCause(null, null);

  /** HAProxy keeps no more of a check's text. */
  private static final int MAX_DETAIL = 127;

  static StateCause of(String text) {
    return new StateCause(text, null);
  }

  static StateCause of(CheckHealth.Outcome outcome) {
    return new StateCause(null, outcome);
  }

  /** Appends {@code , reason: ...}, {@code , text} or {@code via backend/server}. */
  void describe(StringBuilder into, Server tracked) {
    if (outcome != null) {
      describeCheck(into);
    } else if (text != null && !text.isEmpty()) {
      into.append(", ").append(text);
    } else if (tracked != null) {
      into.append(" via ").append(tracked.fullName());
    }
  }

  private void describeCheck(StringBuilder into) {
    into.append(", reason: ").append(outcome.description());
    if (outcome.hasCode()) {
      into.append(", code: ").append(outcome.code());
    }
    String detail = outcome.detail();
    if (detail != null && !detail.isEmpty()) {
      into.append(", info: \"");
      escape(into, detail);
      into.append('"');
    }
    if (outcome.durationMillis() >= 0) {
      into.append(", check duration: ").append(outcome.durationMillis()).append("ms");
    }
  }

  private static void escape(StringBuilder into, String detail) {
    int length = Math.min(detail.length(), MAX_DETAIL);
    for (int i = 0; i < length; i++) {
      char c = detail.charAt(i);
      if (c < ' ' || c > '~' || c == '<' || c == '>' || c == '"') {
        into.append('<').append(String.format("%02X", c & 0xff)).append('>');
      } else {
        into.append(c);
      }
    }
  }
}
