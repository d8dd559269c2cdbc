package io.haloom.check;

import io.haloom.proxy.Server.CheckVerdict;

/**
 * How a check ended, in HAProxy's words (management manual, 9.1, {@code check_status}), from the
 * least layer to the highest.
 */
public enum CheckStatus {
  CHECKED("CHECKED", "No status change", CheckVerdict.NEUTRAL),
  SOCKERR("SOCKERR", "Socket error", CheckVerdict.FAILED),
  L4OK("L4OK", "Layer4 check passed", CheckVerdict.PASSED),
  L4TOUT("L4TOUT", "Layer4 timeout", CheckVerdict.FAILED),
  L4CON("L4CON", "Layer4 connection problem", CheckVerdict.FAILED),
  L6OK("L6OK", "Layer6 check passed", CheckVerdict.PASSED),
  L6TOUT("L6TOUT", "Layer6 timeout", CheckVerdict.FAILED),
  L6RSP("L6RSP", "Layer6 invalid response", CheckVerdict.FAILED),
  L7TOUT("L7TOUT", "Layer7 timeout", CheckVerdict.FAILED),
  L7RSP("L7RSP", "Layer7 invalid response", CheckVerdict.FAILED),
  L7OK("L7OK", "Layer7 check passed", CheckVerdict.PASSED),
  L7OKC("L7OKC", "Layer7 check conditionally passed", CheckVerdict.CONDITIONAL),
  L7STS("L7STS", "Layer7 wrong status", CheckVerdict.FAILED),
  PROCERR("PROCERR", "External check error", CheckVerdict.FAILED),
  PROCTOUT("PROCTOUT", "External check timeout", CheckVerdict.FAILED),
  PROCOK("PROCOK", "External check passed", CheckVerdict.PASSED);

  private final String word;
  private final String description;
  private final CheckVerdict verdict;

  CheckStatus(String word, String description, CheckVerdict verdict) {
    this.word = word;
    this.description = description;
    this.verdict = verdict;
  }

  /** The status of that word ({@code L7OK}), or {@code fallback} when it is null. */
  static CheckStatus of(String word, CheckStatus fallback) {
    return word == null ? fallback : valueOf(word);
  }

  /** As in {@code check_status}. */
  public String word() {
    return word;
  }

  /** As in logs and {@code check_desc}. */
  public String description() {
    return description;
  }

  /** What it means for the server. */
  public CheckVerdict verdict() {
    return verdict;
  }

  /** Whether a code goes with it. */
  public boolean hasCode() {
    return compareTo(L7OK) >= 0;
  }
}
