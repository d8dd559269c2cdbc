package io.haloom.stats;

/** The state of a row, as the page colours it. The page's script judges in the same way. */
enum PageState {
  UP("up"),
  GOING_DOWN("going-down"),
  GOING_UP("going-up"),
  DOWN("down"),
  DRAIN("drain"),
  MAINT("maint"),
  NO_CHECK("no-check"),
  /** A frontend or bind line that accepts. */
  OPEN("open"),
  /** One that does not. */
  CLOSED("closed");

  private final String style;

  PageState(String style) {
    this.style = style;
  }

  /** Its class in the style sheet. */
  String style() {
    return style;
  }

  static PageState of(StatRow row) {
    String status = row.text(StatField.STATUS);
    return switch (row.kind()) {
      case FRONTEND, LISTENER -> status.equals("OPEN") ? OPEN : CLOSED;
      case BACKEND -> status.startsWith("DOWN") ? DOWN : UP;
      case SERVER -> ofServer(row, status);
    };
  }

  private static PageState ofServer(StatRow row, String status) {
    if (status.startsWith("MAINT")) {
      return MAINT;
    }
    if (status.equals("DOWN") || status.equals("DOWN (agent)")) {
      return DOWN;
    }
    if (status.startsWith("DOWN ")) {
      return GOING_UP;
    }
    if (status.equals("DRAIN") || status.equals("NOLB")) {
      return DRAIN;
    }
    if (status.equals("no check")) {
      return NO_CHECK;
    }
    if (status.startsWith("UP ") || status.startsWith("NOLB ") || status.startsWith("DRAIN ")) {
      return GOING_DOWN;
    }
    return row.number(StatField.WEIGHT) == 0 ? DRAIN : UP;
  }
}
