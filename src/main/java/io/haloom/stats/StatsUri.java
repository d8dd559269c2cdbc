package io.haloom.stats;

import java.util.Locale;

/**
 * What a request's target asks of the statistics after {@code stats uri}: words that each begin
 * with a semicolon, anywhere in it, and a scope (management guide, "show stat" over HTTP).
 *
 * @param format the form of the answer
 * @param hideDown {@code ;up}
 * @param hideMaintenance {@code ;no-maint}
 * @param noRefresh {@code ;norefresh}
 * @param outcome {@code ;st=}, or null
 * @param scope {@code scope=}: proxies with this in their name, letters of any case; empty for all
 * @param row {@code ;row=}, ours: whose details are asked for, as {@link StatRow#reference} names
 *     it; or null
 */
record StatsUri(
    Format format,
    boolean hideDown,
    boolean hideMaintenance,
    boolean noRefresh,
    StatsOutcome outcome,
    String scope,
    String row) {

  static final int MAX_SCOPE = 20;
  private static final int OUTCOME_LENGTH = 4;
  private static final String ROW = ";row=";

  /** The form of the answer. */
  enum Format {
    HTML("text/html"),
    /**
     * {@code ;details}, ours: the page with the details of all rows, for browsers without script.
     */
    DETAILED("text/html"),
    /** {@code ;row=}, ours: the details of one row, which the page asks for when it is opened. */
    ROW("text/html"),
    /** {@code ;info}, ours: what {@code show info} tells, which the page keeps up to date. */
    INFO("text/plain"),
    CSV("text/plain"),
    TYPED("text/plain"),
    JSON("application/json"),
    JSON_SCHEMA("application/json");

    private final String contentType;

    Format(String contentType) {
      this.contentType = contentType;
    }

    String contentType() {
      return contentType;
    }

    /** Whether it is a page for people. */
    boolean isPage() {
      return this == HTML || this == DETAILED;
    }
  }

  /** Reads what follows the configured URI in a target. */
  static StatsUri of(String options) {
    return new StatsUri(
        format(options),
        options.contains(";up"),
        options.contains(";no-maint"),
        options.contains(";norefresh"),
        outcome(options),
        scope(options),
        row(options));
  }

  private static Format format(String options) {
    if (options.contains(";json-schema")) {
      return Format.JSON_SCHEMA;
    }
    if (options.contains(";json")) {
      return Format.JSON;
    }
    if (options.contains(";typed")) {
      return Format.TYPED;
    }
    if (options.contains(";csv")) {
      return Format.CSV;
    }
    if (options.contains(";info")) {
      return Format.INFO;
    }
    if (options.contains(ROW)) {
      return Format.ROW;
    }
    return options.contains(";details") ? Format.DETAILED : Format.HTML;
  }

  private static String row(String options) {
    int at = options.indexOf(ROW);
    return at < 0 ? null : options.substring(at + ROW.length()).replaceFirst("[;?&].*", "");
  }

  private static StatsOutcome outcome(String options) {
    int at = options.indexOf(";st=") + 4;
    return at < 4 || at + OUTCOME_LENGTH > options.length()
        ? null
        : StatsOutcome.of(options.substring(at, at + OUTCOME_LENGTH));
  }

  private static String scope(String options) {
    int at = options.indexOf("scope=") + 6;
    if (at < 6) {
      return "";
    }
    int end = at;
    while (end < options.length() && ";& ".indexOf(options.charAt(end)) < 0) {
      end++;
    }
    String scope = options.substring(at, Math.min(end, at + MAX_SCOPE));
    boolean plain = scope.chars().allMatch(c -> c < 0x80 && isNameCharacter(c));
    return plain ? scope : "";
  }

  /** Whether a name has in it what is asked for. */
  boolean isInScope(String name) {
    return name.toLowerCase(Locale.ROOT).contains(scope.toLowerCase(Locale.ROOT));
  }

  /** The same, of all proxies. */
  StatsUri withoutScope() {
    return new StatsUri(format, hideDown, hideMaintenance, noRefresh, outcome, "", row);
  }

  /** The characters of a proxy's name. */
  private static boolean isNameCharacter(int c) {
    return Character.isLetterOrDigit(c) || ".:_-".indexOf(c) >= 0;
  }

  /** The target of a link that differs in some way. */
  String link(String uri, String word, boolean up, boolean withoutRefresh) {
    return uri
        + word
        + (up ? ";up" : "")
        + (hideMaintenance ? ";no-maint" : "")
        + (withoutRefresh ? ";norefresh" : "")
        + (scope.isEmpty() ? "" : "?scope=" + scope);
  }

  /** This very page. */
  String self(String uri) {
    return link(uri, "", hideDown, noRefresh);
  }

  /** Where a browser is sent after an action. */
  String after(String uri, StatsOutcome result) {
    return link(uri, ";st=" + result.name(), hideDown, noRefresh);
  }
}
