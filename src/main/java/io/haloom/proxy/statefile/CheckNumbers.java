package io.haloom.proxy.statefile;

import io.haloom.proxy.state.CheckHealth;
import java.util.List;

/** The numbers state files hold for check statuses and results. */
public final class CheckNumbers {
  /** By number; those that no check ends with have no word. */
  private static final List<String> STATUSES =
      List.of(
          "UNK",
          "INI",
          "",
          "",
          "HANA",
          "SOCKERR",
          "L4OK",
          "L4TOUT",
          "L4CON",
          "L6OK",
          "L6TOUT",
          "L6RSP",
          "L7TOUT",
          "L7RSP",
          "",
          "L7OK",
          "L7OKC",
          "L7STS",
          "PROCERR",
          "PROCTOUT",
          "PROCOK");

  private static final List<String> DESCRIPTIONS =
      List.of(
          "Unknown",
          "Initializing",
          "",
          "",
          "Health analyze",
          "Socket error",
          "Layer4 check passed",
          "Layer4 timeout",
          "Layer4 connection problem",
          "Layer6 check passed",
          "Layer6 timeout",
          "Layer6 invalid response",
          "Layer7 timeout",
          "Layer7 invalid response",
          "",
          "Layer7 check passed",
          "Layer7 check conditionally passed",
          "Layer7 wrong status",
          "External check error",
          "External check timeout",
          "External check passed");

  private static final int FIRST_WITH_CODE = 15;

  private CheckNumbers() {}

  static int count() {
    return STATUSES.size();
  }

  /** The number of a status word, 0 for an unknown one. */
  public static int status(String word) {
    return Math.max(0, STATUSES.indexOf(word));
  }

  /** 0 unknown, 2 failed, 3 passed, 4 passed conditionally. */
  public static int result(String word) {
    return switch (word) {
      case "UNK", "INI" -> 0;
      case "L4OK", "L6OK", "L7OK", "PROCOK" -> 3;
      case "L7OKC" -> 4;
      default -> 2;
    };
  }

  /** What statistics show of a check that ended in an earlier process. */
  public static CheckHealth.Outcome outcome(int status) {
    int code = status >= FIRST_WITH_CODE ? 0 : CheckHealth.Outcome.NO_CODE;
    return new CheckHealth.Outcome(STATUSES.get(status), code, 0, DESCRIPTIONS.get(status), null);
  }
}
