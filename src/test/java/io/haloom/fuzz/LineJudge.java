package io.haloom.fuzz;

import io.haloom.Keywords;
import io.haloom.config.Diagnostic;
import io.haloom.config.Diagnostics;
import io.haloom.config.Environment;
import io.haloom.harness.Needs;
import io.haloom.model.load.ConfigLoader;
import io.haloom.model.load.address.NameResolver;
import io.haloom.model.load.draft.Surroundings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Leaves out of proxies the lines that are refused, and tells which one program refuses alone. */
final class LineJudge {
  private static final Pattern LINE = Pattern.compile("\\[(?:/\\S*/)?test\\.cfg:(\\d+)\\]");

  private final Path file;
  private int named;

  /** What is told: the line, and what the program says that refuses it. */
  final List<String> differences = new ArrayList<>();

  LineJudge(Path folder) {
    file = folder.resolve("test.cfg");
  }

  /** The same proxies, of the lines that both take. */
  List<Proxy> accepted(List<Proxy> proxies) throws Exception {
    List<Proxy> left = proxies;
    List<Proxy> refused = new ArrayList<>();
    for (int before = -1; before != lines(left); ) {
      before = lines(left);
      String text = text(left);
      TreeMap<Integer, String> ours = haloom(text);
      while (!ours.isEmpty()) {
        refused.addAll(alone(left, text.split("\n"), ours.keySet()));
        left = without(left, text.split("\n"), ours.keySet());
        text = text(left);
        ours = haloom(text);
      }
      TreeMap<Integer, String> theirs = haproxy(text);
      while (!theirs.isEmpty()) {
        tell("HAProxy", text.split("\n"), theirs);
        left = without(left, text.split("\n"), theirs.keySet());
        text = text(left);
        theirs = haproxy(text);
      }
    }
    accuse(refused);
    return left;
  }

  private static int lines(List<Proxy> proxies) {
    return proxies.stream().mapToInt(Proxy::lines).sum();
  }

  /** What Haloom refuses, and HAProxy not; it stops at some errors, and tells of the next then. */
  private void accuse(List<Proxy> refused) throws Exception {
    List<Proxy> left = refused;
    String text = text(left);
    TreeMap<Integer, String> theirs = haproxy(text);
    while (!theirs.isEmpty()) {
      left = without(left, text.split("\n"), theirs.keySet());
      text = text(left);
      theirs = haproxy(text);
    }
    tell("Haloom", text.split("\n"), haloom(text));
  }

  /** Each of these lines in a proxy of its own. */
  private List<Proxy> alone(List<Proxy> proxies, String[] lines, Set<Integer> numbers) {
    List<Proxy> all = new ArrayList<>();
    for (int number : numbers) {
      String line = lines[number - 1].strip();
      for (Proxy proxy : proxies) {
        String name = "n" + named++;
        if (proxy.frontend().stream().anyMatch(one -> one.strip().equals(line))) {
          all.add(new Proxy(name, List.of(line), List.of()));
          break;
        }
        if (proxy.backend().stream().anyMatch(one -> one.strip().equals(line))) {
          all.add(new Proxy(name, List.of(), List.of(line)));
          break;
        }
      }
    }
    return all;
  }

  private void tell(String who, String[] lines, TreeMap<Integer, String> refused) {
    refused.forEach(
        (number, said) ->
            differences.add(lines[number - 1].strip() + "\n" + who + " alone: " + said));
  }

  private String text(List<Proxy> proxies) {
    return HeadWorld.configuration(proxies, proxy -> 1, 1)
        .replace("DIR", file.getParent().toString())
        .replace("LOG", "127.0.0.1:1");
  }

  private static List<Proxy> without(List<Proxy> proxies, String[] lines, Set<Integer> refused) {
    int before = lines(proxies);
    Map<String, Set<String>> texts = new HashMap<>();
    for (int number : refused) {
      texts
          .computeIfAbsent(section(lines, number), name -> new TreeSet<>())
          .add(lines[number - 1].strip());
    }
    List<Proxy> left =
        proxies.stream()
            .map(
                proxy ->
                    new Proxy(
                        proxy.name(),
                        kept(proxy.frontend(), texts.get("frontend " + proxy.name())),
                        kept(proxy.backend(), texts.get("backend b-" + proxy.name()))))
            .toList();
    if (lines(left) == before) {
      throw new AssertionError("no line of a rule is refused: " + texts);
    }
    return left;
  }

  /** The line that begins the section of another. */
  private static String section(String[] lines, int number) {
    int at = number - 1;
    while (lines[at].startsWith(" ")) {
      at--;
    }
    return lines[at];
  }

  private static List<String> kept(List<String> lines, Set<String> refused) {
    return refused == null
        ? lines
        : lines.stream().filter(line -> !refused.contains(line.strip())).toList();
  }

  private TreeMap<Integer, String> haproxy(String text) throws Exception {
    Files.writeString(file, text, StandardCharsets.ISO_8859_1);
    Process process =
        new ProcessBuilder(Needs.haproxy(), "-c", "-f", file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    TreeMap<Integer, String> refused = new TreeMap<>();
    for (String line : said.split("\n")) {
      if (line.startsWith("[ALERT]")) {
        note(refused, line);
      }
    }
    if (refused.isEmpty() && process.waitFor() != 0) {
      throw new AssertionError(said);
    }
    return refused;
  }

  private static TreeMap<Integer, String> haloom(String text) {
    Diagnostics diagnostics = new Diagnostics();
    Surroundings surroundings =
        new Surroundings(
            new Environment(new HashMap<>()),
            NameResolver.SYSTEM,
            Keywords.vocabulary("test"),
            "test");
    new ConfigLoader(surroundings, diagnostics)
        .load("test.cfg", text.getBytes(StandardCharsets.ISO_8859_1));
    TreeMap<Integer, String> refused = new TreeMap<>();
    for (Diagnostic said : diagnostics.all()) {
      if (said.severity() == Diagnostic.Severity.ALERT) {
        note(refused, said.text());
      }
    }
    return refused;
  }

  private static void note(TreeMap<Integer, String> refused, String said) {
    Matcher line = LINE.matcher(said);
    if (line.find()) {
      refused.putIfAbsent(Integer.parseInt(line.group(1)), said);
    }
  }
}
