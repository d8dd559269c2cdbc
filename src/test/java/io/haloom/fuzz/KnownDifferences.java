package io.haloom.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The differences that are meant. Each has its reason and expressions that what it is about
 * matches: the case, HAProxy's outcome and Haloom's, all of those that it names. Where it says what
 * is replaced in both, nothing else may differ then but the numbers of bytes in the log; where it
 * says what is refused, the two differ as {@link Refusal} says. Where it names a line of a proxy,
 * there is no difference without such lines.
 */
final class KnownDifferences {
  private static final Pattern BYTES = Pattern.compile("(?m)^(log: \\S+ \\S+ -?\\d+) \\d+ \\d+ ");

  private final List<Known> all = new ArrayList<>();

  private record Replacement(Pattern what, String by) {}

  private record Known(
      String reason,
      List<Pattern> played,
      List<Pattern> haproxy,
      List<Pattern> haloom,
      List<Replacement> replaced,
      List<Pattern> refused,
      List<Pattern> lines) {
    Known(String reason) {
      this(
          reason,
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>());
    }

    /** Whether these outcomes differ, once all is replaced, as this one says. */
    boolean explains(String theirs, String ours) {
      return replaced.isEmpty()
          && refused.stream().allMatch(passed -> Refusal.isBetween(theirs, ours, passed));
    }

    boolean isAbout(String one, String theirs, String ours) {
      // A death is meant by nobody who does not name it.
      boolean named = !theirs.equals(HeadWorld.DEATH) || !haproxy.isEmpty();
      return named
          && found(lines, one)
          && found(played, one)
          && found(haproxy, theirs)
          && found(haloom, ours);
    }

    boolean names(String line) {
      return lines.stream().anyMatch(pattern -> pattern.matcher(line).find());
    }

    private static boolean found(List<Pattern> patterns, String text) {
      return patterns.stream().allMatch(pattern -> pattern.matcher(text).find());
    }

    String replace(String outcome) {
      String text = outcome;
      for (Replacement one : replaced) {
        text = one.what.matcher(text).replaceAll(one.by);
      }
      return text;
    }
  }

  /** Those of a resource file. */
  KnownDifferences(String resource) throws IOException {
    try (InputStream in = KnownDifferences.class.getResourceAsStream(resource)) {
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      for (String line : text.split("\n")) {
        if (!line.isBlank() && !line.startsWith("#")) {
          read(line);
        }
      }
    }
  }

  private void read(String line) {
    String word = line.substring(0, line.indexOf(' '));
    String value = line.substring(word.length()).strip();
    Known last = all.isEmpty() ? null : all.get(all.size() - 1);
    switch (word) {
      case "known" -> all.add(new Known(value));
      case "case" -> last.played.add(pattern(value));
      case "haproxy" -> last.haproxy.add(pattern(value));
      case "haloom" -> last.haloom.add(pattern(value));
      case "line" -> last.lines.add(pattern("^.*" + value));
      case "refused" -> last.refused.add(pattern(value));
      case "replace" -> {
        String[] both = value.split(" => ?", -1);
        last.replaced.add(new Replacement(pattern(both[0]), both[1].replace("\\n", "\n")));
      }
      default -> throw new IllegalArgumentException(line);
    }
  }

  private static Pattern pattern(String text) {
    return Pattern.compile(text.replace("<PAGE>", Refusal.ANY_PAGE), Pattern.MULTILINE);
  }

  /** Without the lines that are named, which alone may differ; the same where there is none. */
  Proxy withoutLines(Proxy proxy) {
    return new Proxy(proxy.name(), unnamed(proxy.frontend()), unnamed(proxy.backend()));
  }

  private List<String> unnamed(List<String> lines) {
    return lines.stream().filter(line -> all.stream().noneMatch(one -> one.names(line))).toList();
  }

  /** Why these differ, where that is meant. */
  Optional<String> reason(String played, String haproxy, String haloom) {
    List<Known> concerned =
        all.stream().filter(known -> known.isAbout(played, haproxy, haloom)).toList();
    String theirs = haproxy;
    String ours = haloom;
    List<String> reasons = new ArrayList<>();
    for (Known known : concerned) {
      if (!known.replaced.isEmpty()) {
        reasons.add(known.reason);
        theirs = known.replace(theirs);
        ours = known.replace(ours);
      }
    }
    theirs = withoutBytes(theirs);
    ours = withoutBytes(ours);
    if (!reasons.isEmpty() && theirs.equals(ours)) {
      return Optional.of(String.join("; ", reasons));
    }
    for (Known known : concerned) {
      if (known.explains(theirs, ours)
          || known.explains(withoutBytes(haproxy), withoutBytes(haloom))) {
        return Optional.of(known.reason);
      }
    }
    return Optional.empty();
  }

  private static String withoutBytes(String outcome) {
    return BYTES.matcher(outcome).replaceAll("$1 ");
  }
}
