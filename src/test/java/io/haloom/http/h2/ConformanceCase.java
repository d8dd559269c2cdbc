package io.haloom.http.h2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A case of {@code conformance.txt}, which says how it is written.
 *
 * @param lines what the peer sends and waits for
 * @param allowed what may come of it
 * @param haproxy why HAProxy does something else, or null
 * @param haloom what comes of it here, where that is something else on purpose, or null
 */
record ConformanceCase(
    String id,
    String title,
    List<String> lines,
    List<String> allowed,
    String haproxy,
    String haloom) {

  static final Path FOLDER = Path.of("src/test/resources/io/haloom/http/h2");

  static List<ConformanceCase> read(String file) throws IOException {
    List<ConformanceCase> cases = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(FOLDER.resolve(file))) {
      if (line.startsWith("[") && !lines.isEmpty()) {
        cases.add(parse(lines));
        lines.clear();
      }
      if (!line.isBlank() && !line.startsWith("#")) {
        lines.add(line);
      }
    }
    cases.add(parse(lines));
    return cases;
  }

  private static ConformanceCase parse(List<String> lines) {
    String head = lines.get(0);
    int end = head.indexOf("] ");
    List<String> sent = new ArrayList<>();
    List<String> allowed = List.of();
    String haproxy = null;
    String haloom = null;
    for (String indented : lines.subList(1, lines.size())) {
      String line = indented.substring(2);
      if (line.startsWith("-> ")) {
        allowed = List.of(line.substring(3).split(" \\| "));
      } else if (line.startsWith("haproxy: ")) {
        haproxy = line.substring(9);
      } else if (line.startsWith("haloom: ")) {
        haloom = line.substring(8, line.indexOf(','));
      } else {
        sent.add(line);
      }
    }
    return new ConformanceCase(
        head.substring(1, end), head.substring(end + 2), sent, allowed, haproxy, haloom);
  }

  /** Whether HAProxy is to be asked what comes of it. */
  boolean isForHaproxy() {
    return haproxy == null || !haproxy.startsWith("not asked");
  }

  @Override
  public String toString() {
    return "[" + id + "] " + title;
  }
}
