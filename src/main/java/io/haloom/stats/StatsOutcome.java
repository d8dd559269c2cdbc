package io.haloom.stats;

/** What became of an action of the page; the names are those that {@code ;st=} carries. */
enum StatsOutcome {
  DENY("bad", "Action denied."),
  DONE("good", "Action processed successfully."),
  ERRP(
      "bad",
      "Action not processed because of invalid parameters: the action or the backend is unknown,"
          + " or every server name is unknown or ambiguous."),
  EXCD("bad", "Action not processed: too much data. You should retry with less servers at a time."),
  NONE("note", "Nothing has changed."),
  PART("note", "Action partially processed: some server names are unknown or ambiguous."),
  UNKN("note", "Unexpected result."),
  IVAL("bad", "Invalid request: the method is not supported.");

  private final String tone;
  private final String text;

  StatsOutcome(String tone, String text) {
    this.tone = tone;
    this.text = text;
  }

  /** How the page shows it: good, note or bad. */
  String tone() {
    return tone;
  }

  String text() {
    return text;
  }

  static StatsOutcome of(String name) {
    for (StatsOutcome outcome : values()) {
      if (outcome.name().equals(name)) {
        return outcome;
      }
    }
    return UNKN;
  }
}
