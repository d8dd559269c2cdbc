package io.haloom.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PromexTextTest {
  private static StatRow row(StatRow.Kind kind, String mode, String name, String status) {
    StatRow row = new StatRow(kind);
    row.set(StatField.PXNAME, "app");
    row.set(StatField.SVNAME, name);
    row.set(StatField.IID, 2);
    row.set(StatField.MODE, mode);
    row.set(StatField.STATUS, status);
    return row;
  }

  private static String text(StatRow.Kind kind, StatRow... rows) {
    PromexText text = new PromexText();
    text.objects(kind, List.of(rows), List.of());
    return text.toString();
  }

  private static List<String> lines(String text, String start) {
    return text.lines().filter(line -> line.startsWith(start)).toList();
  }

  @Test
  void aMetricHasItsHelpItsTypeAndALineForEachRow() {
    StatRow one = row(StatRow.Kind.SERVER, "http", "one", "UP");
    one.set(StatField.STOT, 7);
    String text = text(StatRow.Kind.SERVER, one, row(StatRow.Kind.SERVER, "tcp", "two", "UP"));
    assertTrue(
        text.contains(
            """
            # HELP haproxy_server_sessions_total Sessions so far
            # TYPE haproxy_server_sessions_total counter
            haproxy_server_sessions_total{proxy="app",server="one"} 7
            haproxy_server_sessions_total{proxy="app",server="two"} NaN
            # HELP haproxy_server_bytes_in_total \
            """));
    assertTrue(text.contains("\n# TYPE haproxy_server_weight gauge\n"));
  }

  @Test
  void oneStateIsTheCurrentOne() {
    for (String[] shown :
        new String[][] {
          {"UP 1/3", "UP"},
          {"no check", "UP"},
          {"DOWN (agent)", "DOWN"},
          {"MAINT (via b/s)", "MAINT"},
          {"DRAIN", "DRAIN"},
          {"NOLB 1/2", "NOLB"}
        }) {
      String text = text(StatRow.Kind.SERVER, row(StatRow.Kind.SERVER, "tcp", "s", shown[0]));
      String start = "haproxy_server_status{proxy=\"app\",server=\"s\",state=\"";
      assertEquals(5, lines(text, start).size());
      assertEquals(
          List.of(start + shown[1] + "\"} 1"),
          lines(text, start).stream().filter(line -> line.endsWith(" 1")).toList());
    }
  }

  @Test
  void millisecondsBecomeSeconds() {
    StatRow row = row(StatRow.Kind.BACKEND, "tcp", "BACKEND", "UP");
    row.set(StatField.TTIME, 12_034);
    assertEquals(
        List.of("haproxy_backend_total_time_average_seconds{proxy=\"app\"} 12.034000"),
        lines(text(StatRow.Kind.BACKEND, row), "haproxy_backend_total_time_average_seconds"));
  }

  @Test
  void classesOfStatusShareOneHeaderAndBelongToHttp() {
    StatRow http = row(StatRow.Kind.FRONTEND, "http", "FRONTEND", "OPEN");
    http.set(StatField.HRSP_OTHER, 3);
    String text =
        text(StatRow.Kind.FRONTEND, row(StatRow.Kind.FRONTEND, "tcp", "FRONTEND", "OPEN"), http);
    assertEquals(1, lines(text, "# TYPE haproxy_frontend_http_responses_total ").size());
    List<String> values = lines(text, "haproxy_frontend_http_responses_total");
    assertEquals(6, values.size());
    assertEquals(
        "haproxy_frontend_http_responses_total{proxy=\"app\",code=\"other\"} 3", values.getLast());
  }

  @Test
  void checksAreTheirs() {
    StatRow row = row(StatRow.Kind.SERVER, "tcp", "s", "UP");
    assertEquals(List.of(), lines(text(StatRow.Kind.SERVER, row), "haproxy_server_check_status"));
    row.set(StatField.CHECK_STATUS, "* L7STS");
    row.set(StatField.CHECK_CODE, 404);
    row.set(StatField.CHECK_DURATION, 5);
    String text = text(StatRow.Kind.SERVER, row);
    String labels = "{proxy=\"app\",server=\"s\"} ";
    assertEquals(16, lines(text, "haproxy_server_check_status{").size());
    assertTrue(text.contains(",state=\"L7STS\"} 1\n"));
    assertTrue(text.contains("haproxy_server_check_code" + labels + "404\n"));
    assertTrue(text.contains("haproxy_server_check_duration_seconds" + labels + "0.005000\n"));
  }

  @Test
  void aBackendCountsItsServersByState() {
    StatRow up = row(StatRow.Kind.SERVER, "tcp", "a", "UP");
    StatRow maintained = row(StatRow.Kind.SERVER, "tcp", "b", "MAINT");
    StatRow other = row(StatRow.Kind.SERVER, "tcp", "c", "MAINT");
    other.set(StatField.IID, 3);
    PromexText text = new PromexText();
    text.objects(
        StatRow.Kind.BACKEND,
        List.of(row(StatRow.Kind.BACKEND, "tcp", "BACKEND", "UP")),
        List.of(up, maintained, other));
    List<String> counts = lines(text.toString(), "haproxy_backend_agg_server_status");
    assertEquals(5, counts.size());
    assertTrue(counts.contains("haproxy_backend_agg_server_status{proxy=\"app\",state=\"UP\"} 1"));
    assertTrue(
        counts.contains("haproxy_backend_agg_server_status{proxy=\"app\",state=\"MAINT\"} 1"));
  }

  @Test
  void aBackendCountsItsServersByCheck() {
    StatRow passed = row(StatRow.Kind.SERVER, "tcp", "a", "UP");
    passed.set(StatField.CHECK_STATUS, "L7OK");
    StatRow alike = row(StatRow.Kind.SERVER, "tcp", "b", "UP");
    alike.set(StatField.CHECK_STATUS, "* L7OK");
    StatRow unchecked = row(StatRow.Kind.SERVER, "tcp", "c", "no check");
    PromexText text = new PromexText();
    text.objects(
        StatRow.Kind.BACKEND,
        List.of(row(StatRow.Kind.BACKEND, "tcp", "BACKEND", "UP")),
        List.of(passed, alike, unchecked));
    List<String> counts = lines(text.toString(), "haproxy_backend_agg_");
    String checks = "haproxy_backend_agg_check_status{proxy=\"app\",state=\"";
    String states = "haproxy_backend_agg_server_check_status{proxy=\"app\",state=\"";
    assertTrue(counts.contains(checks + "L7OK\"} 2"), counts.toString());
    assertTrue(counts.contains(checks + "L4CON\"} 0"), counts.toString());
    assertTrue(counts.contains(states + "UP\"} 3"), counts.toString());
  }

  @Test
  void namesAreGivenOnce() {
    Set<String> names = new HashSet<>();
    for (PromexProcess metric : PromexProcess.ALL) {
      assertTrue(names.add(metric.name()), metric.name());
      assertFalse(metric.field().description().isEmpty());
    }
  }
}
