package io.haloom.effect;

import io.haloom.harness.Printed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What came of a variant, without what differs from run to run. */
final class Transcript {
  private static final String DATE =
      "(?i)(?<=date: |last-modified: |expires: )\\w{3}, \\d\\d[^\\\\]*GMT";
  private static final String LOG_HEADER =
      "^(<\\d+>)\\w{3} [ \\d]\\d [\\d:]{8} (\\S+ )?(\\S+)\\[\\d+\\]: ";
  private static final String FAILURE = "failed: ";
  private static final String LOG_DATE = "\\[\\d\\d/\\w{3}/[\\d:.]{17}\\]";

  private final Place place;
  private final StringBuilder parts = new StringBuilder();
  private final List<String> log = new ArrayList<>();
  private boolean ended;

  Transcript(Place place) {
    this.place = place;
  }

  void part(String title, String text) {
    parts.append(title).append(":\n").append(text).append('\n');
  }

  void log(String line) {
    String header = place.variant.has("header") ? "$1DATE $2$3[PID]: " : "";
    log.add(line.stripTrailing().replaceAll(LOG_HEADER, header));
  }

  /** From here on it is told how the server's connections ended. */
  void serverHasEnded() {
    ended = true;
  }

  String text(List<String> clients) {
    StringBuilder text = new StringBuilder();
    for (String client : clients) {
      text.append("client:\n").append(Printed.of(client)).append('\n');
    }
    servers(text, "server", place.server(1).received());
    servers(text, "server 2", place.server(2).received());
    text.append(parts);
    for (String line : log) {
      text.append("log: ").append(Printed.of(line)).append('\n');
    }
    String named = place.named(text.toString());
    return masked(named.replaceAll(DATE, "DATE").replaceAll(LOG_DATE, "[DATE]"));
  }

  private void servers(StringBuilder text, String name, List<String> received) {
    List<String> all = received.stream().map(this::shown).toList();
    if (place.variant.has("distinct")) {
      all = all.stream().filter(one -> !one.isEmpty()).distinct().sorted().toList();
    }
    for (String one : all) {
      text.append(name).append(":\n").append(Printed.of(one)).append('\n');
    }
  }

  private String shown(String received) {
    return ended ? received : received.replaceAll("<(END|NOTHING COMES)>$", "");
  }

  /** A step that could not be done is told in any case. */
  void failed(IOException e) {
    parts.append(FAILURE).append(e).append('\n');
  }

  private static boolean isFailure(String line) {
    return line.startsWith(FAILURE);
  }

  private static boolean isWanted(String line, List<Pattern> only) {
    return only.stream().anyMatch(p -> p.matcher(line).find());
  }

  /** As the case wants it: {@code only} lines that match, and {@code mask A => B}. */
  private String masked(String text) {
    String masked = text;
    for (String mask : place.variant.all("mask")) {
      String[] both = mask.split(" => ?", -1);
      masked = Pattern.compile(both[0], Pattern.MULTILINE).matcher(masked).replaceAll(both[1]);
    }
    List<Pattern> only = place.variant.all("only").stream().map(Pattern::compile).toList();
    return masked
        .lines()
        .filter(line -> !line.isBlank())
        .filter(line -> only.isEmpty() || isFailure(line) || isWanted(line, only))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }
}
