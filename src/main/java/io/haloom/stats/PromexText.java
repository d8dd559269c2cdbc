package io.haloom.stats;

import java.util.List;
import java.util.Locale;

/** Writes metrics in Prometheus' text format, version 0.0.4. */
final class PromexText {
  private static final String NOT_A_NUMBER = "NaN";
  private static final List<String> CLASSES = List.of("1xx", "2xx", "3xx", "4xx", "5xx", "other");
  private static final List<String> UP_DOWN = List.of("DOWN", "UP");
  private static final List<String> LISTENER_STATES = List.of("WAITING", "OPEN", "FULL");
  private static final List<String> SERVER_STATES = List.of("DOWN", "UP", "MAINT", "DRAIN", "NOLB");

  /** How a check may end, as {@code check_status} has it. */
  private static final List<String> CHECK_STATES =
      List.of(
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
          "L7OK",
          "L7OKC",
          "L7STS",
          "PROCERR",
          "PROCTOUT",
          "PROCOK");

  private final StringBuilder text = new StringBuilder();
  private String name;
  private boolean headed;
  private String help;
  private boolean counter;

  /** The metrics of the process. */
  void process(InfoValues values) {
    for (PromexProcess metric : PromexProcess.ALL) {
      InfoField field = metric.field();
      begin("haproxy_process_" + metric.name(), field.description(), metric.counter());
      if (field == InfoField.BUILD_INFO) {
        line("version=\"" + values.text(field) + "\"", "1");
      } else {
        line("", values.has(field) ? values.text(field) : NOT_A_NUMBER);
      }
    }
  }

  /**
   * The metrics of one kind of object.
   *
   * @param rows of this kind, by proxies
   * @param servers of all backends, whose states are counted
   */
  void objects(StatRow.Kind kind, List<StatRow> rows, List<StatRow> servers) {
    String prefix = "haproxy_" + kind.word().toLowerCase(Locale.ROOT) + "_";
    for (PromexMetric metric : PromexMetric.ALL) {
      if (metric.isOf(kind)) {
        begin(prefix + metric.name(), metric.help(), metric.counter());
        headed =
            metric.field().compareTo(StatField.HRSP_1XX) > 0
                && metric.shape() == PromexMetric.Shape.RESPONSES;
        for (StatRow row : rows) {
          if (metric.field().name().startsWith("AGG_")) {
            totals(metric, row, servers);
          } else {
            object(metric, row);
          }
        }
      }
    }
  }

  private void object(PromexMetric metric, StatRow row) {
    boolean http = row.text(StatField.MODE).equals("http");
    StatField field = metric.field();
    switch (metric.shape()) {
      case PLAIN -> line(labels(row), number(row, field));
      case HTTP -> {
        if (http) {
          line(labels(row), number(row, field));
        }
      }
      case RESPONSES -> {
        if (http) {
          int code = field.ordinal() - StatField.HRSP_1XX.ordinal();
          line(labels(row) + label("code", CLASSES.get(code)), number(row, field));
        }
      }
      case SECONDS -> line(labels(row), seconds(row.number(field)));
      case DURATION -> {
        if (row.has(field)) {
          line(labels(row), seconds(row.number(field)));
        }
      }
      case CODE -> {
        if (row.has(StatField.CHECK_STATUS)) {
          line(labels(row), Long.toString(row.number(field)));
        }
      }
      case STATES -> states(row);
      case CHECKS -> {
        if (row.has(field)) {
          one(row, CHECK_STATES, check(row));
        }
      }
    }
  }

  private void states(StatRow row) {
    switch (row.kind()) {
      case FRONTEND -> one(row, UP_DOWN, state(row).equals("STOP") ? "DOWN" : "UP");
      case LISTENER -> one(row, LISTENER_STATES, state(row));
      case BACKEND -> one(row, UP_DOWN, state(row));
      case SERVER -> one(row, SERVER_STATES, serverState(row));
    }
  }

  private void one(StatRow row, List<String> states, String current) {
    for (String state : states) {
      line(labels(row) + label("state", state), state.equals(current) ? "1" : "0");
    }
  }

  /** How many servers of a backend are in each state; nothing of one without servers. */
  private void totals(PromexMetric metric, StatRow backend, List<StatRow> servers) {
    List<StatRow> own =
        servers.stream()
            .filter(s -> s.number(StatField.IID) == backend.number(StatField.IID))
            .toList();
    if (own.isEmpty()) {
      return;
    }
    boolean checks = metric.shape() == PromexMetric.Shape.CHECKS;
    for (String state : checks ? CHECK_STATES : SERVER_STATES) {
      long count =
          own.stream().filter(s -> state.equals(checks ? check(s) : serverState(s))).count();
      line(labels(backend) + label("state", state), Long.toString(count));
    }
  }

  /** The last check's end, also while another is under way; empty without one. */
  private static String check(StatRow row) {
    String status = row.text(StatField.CHECK_STATUS);
    return status.startsWith("* ") ? status.substring(2) : status;
  }

  /** The word that the status begins with: what follows tells of checks, or why. */
  private static String state(StatRow row) {
    return row.text(StatField.STATUS).split("[ (]", 2)[0];
  }

  /** A server that nobody checks says so, and counts as up. */
  private static String serverState(StatRow row) {
    String state = state(row);
    return state.equals("no") ? "UP" : state;
  }

  private static String labels(StatRow row) {
    String proxy = "proxy=\"" + row.text(StatField.PXNAME) + "\"";
    return switch (row.kind()) {
      case FRONTEND, BACKEND -> proxy;
      case LISTENER -> proxy + label("listener", row.text(StatField.SVNAME));
      case SERVER -> proxy + label("server", row.text(StatField.SVNAME));
    };
  }

  private static String label(String label, String value) {
    return "," + label + "=\"" + value + "\"";
  }

  private static String number(StatRow row, StatField field) {
    return row.has(field) ? row.text(field) : NOT_A_NUMBER;
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%d.%06d", millis / 1000, millis % 1000 * 1000);
  }

  private void begin(String metric, String meaning, boolean grows) {
    name = metric;
    help = meaning;
    counter = grows;
    headed = false;
  }

  private void line(String labels, String value) {
    if (!headed) {
      headed = true;
      text.append("# HELP ").append(name).append(' ').append(help);
      text.append("\n# TYPE ").append(name).append(counter ? " counter\n" : " gauge\n");
    }
    text.append(name);
    if (!labels.isEmpty()) {
      text.append('{').append(labels).append('}');
    }
    text.append(' ').append(value).append('\n');
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
