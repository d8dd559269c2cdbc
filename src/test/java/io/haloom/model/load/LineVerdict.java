package io.haloom.model.load;

import io.haloom.config.Diagnostic;
import io.haloom.config.Diagnostics;
import io.haloom.model.Config;
import io.haloom.model.ProxyConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is said of one line in its context.
 *
 * @param line the line
 * @param haproxy what HAProxy 2.6 says
 * @param haloom what Haloom says
 */
record LineVerdict(String line, HaproxyCheck haproxy, HaproxyCheck haloom) {

  /**
   * Reads what {@link #text} wrote.
   *
   * @param text from the line on, without {@code "> "}
   */
  static LineVerdict of(String text) {
    List<String> rows = text.lines().toList();
    String[] exit = rows.get(1).split(" ");
    return new LineVerdict(
        rows.get(0),
        new HaproxyCheck(Integer.parseInt(exit[1]), messages(rows, '=', 'h')),
        new HaproxyCheck(Integer.parseInt(exit[exit.length - 1]), messages(rows, '=', 'u')));
  }

  private static List<String> messages(List<String> rows, char both, char own) {
    return rows.stream()
        .skip(2)
        .filter(row -> row.charAt(0) == both || row.charAt(0) == own)
        .map(row -> row.substring(2))
        .toList();
  }

  /** The line, the exit status, and the messages of both: those of one are marked. */
  String text() {
    StringBuilder text = new StringBuilder("> ").append(line).append("\nexit ");
    text.append(haproxy.status());
    text.append(haloom.status() == haproxy.status() ? "" : " " + haloom.status()).append('\n');
    int h = 0;
    int u = 0;
    for (String common : common(haproxy.said(), haloom.said())) {
      for (; !haproxy.said().get(h).equals(common); h++) {
        text.append("h ").append(haproxy.said().get(h)).append('\n');
      }
      for (; !haloom.said().get(u).equals(common); u++) {
        text.append("u ").append(haloom.said().get(u)).append('\n');
      }
      text.append("= ").append(common).append('\n');
      h++;
      u++;
    }
    haproxy.said().stream().skip(h).forEach(m -> text.append("h ").append(m).append('\n'));
    haloom.said().stream().skip(u).forEach(m -> text.append("u ").append(m).append('\n'));
    return text.toString();
  }

  /** The longest list that is part of both. */
  private static List<String> common(List<String> a, List<String> b) {
    int[][] length = new int[a.size() + 1][b.size() + 1];
    for (int i = a.size() - 1; i >= 0; i--) {
      for (int j = b.size() - 1; j >= 0; j--) {
        length[i][j] =
            a.get(i).equals(b.get(j))
                ? length[i + 1][j + 1] + 1
                : Math.max(length[i + 1][j], length[i][j + 1]);
      }
    }
    List<String> common = new ArrayList<>();
    for (int i = 0, j = 0; i < a.size() && j < b.size(); ) {
      if (a.get(i).equals(b.get(j))) {
        common.add(a.get(i++));
        j++;
      } else if (length[i + 1][j] >= length[i][j + 1]) {
        i++;
      } else {
        j++;
      }
    }
    return common;
  }

  /** What Haloom's {@code -c} says of a configuration. */
  static HaproxyCheck haloom(String config) {
    Diagnostics diagnostics = new Diagnostics();
    Config loaded = GoldenCase.load(config, diagnostics);
    List<String> said =
        diagnostics.all().stream()
            .filter(d -> d.severity() != Diagnostic.Severity.DIAG)
            .flatMap(d -> (d.severity() + " " + d.text()).lines())
            .collect(Collectors.toList());
    return new HaproxyCheck(loaded == null ? 1 : listens(loaded) ? 0 : 2, told(said));
  }

  private static boolean listens(Config config) {
    Stream<ProxyConfig> frontends =
        config.proxies().stream().filter(p -> !p.disabled() && p.isFrontend());
    return !config.global().stats().binds().isEmpty()
        || frontends.anyMatch(p -> !p.frontend().binds().isEmpty());
  }

  /** Without what follows from the exit status; HAProxy stops at some errors without it. */
  static List<String> told(List<String> said) {
    return said.stream()
        .filter(m -> !m.isEmpty())
        .filter(m -> !m.startsWith("ALERT Error(s) found in configuration file"))
        .filter(m -> !m.equals("ALERT Fatal errors found in configuration."))
        .toList();
  }
}
