package io.haloom.effect;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words, a configuration that has them, and what is done with it. The same is done without the
 * words: what stands as <code>{{with;;without}}</code> in a line is one or the other.
 *
 * @param words those whose effect it shows, as {@code LIST/WORD}
 */
record EffectCase(String name, List<String> words, List<Line> lines) {
  private static final Pattern EITHER = Pattern.compile("\\{\\{(.*?)(?:;;(.*?))?\\}\\}(?!\\})");

  /** A line of the case: what it is about, and the rest. */
  record Line(String key, String text) {
    static Line of(String line) {
      String[] parts = line.strip().split(" ", 2);
      return new Line(parts[0], parts.length == 1 ? "" : parts[1].stripLeading());
    }
  }

  /** The case with its words, or without them. */
  record Variant(EffectCase of, boolean with, List<Line> lines) {
    /** The texts of all lines of that key. */
    List<String> all(String key) {
      return lines.stream().filter(line -> line.key.equals(key)).map(Line::text).toList();
    }

    boolean has(String key) {
      return lines.stream().anyMatch(line -> line.key.equals(key));
    }

    /** Whether it needs a process of its own. */
    boolean isAlone() {
      return has("alone") || has("global") || has("defaults");
    }
  }

  Variant variant(boolean with) {
    List<Line> chosen = new ArrayList<>();
    for (Line line : lines) {
      Matcher either = EITHER.matcher(line.text);
      String text =
          either.replaceAll(
              found -> {
                String other = found.group(2) == null ? "" : found.group(2);
                return Matcher.quoteReplacement(with ? found.group(1) : other);
              });
      if (line.text.isEmpty() || !text.isBlank()) {
        chosen.add(new Line(line.key, text));
      }
    }
    return new Variant(this, with, chosen);
  }

  /** Why it is not as HAProxy has it, where that is meant; else null. */
  String mended() {
    return first("mended");
  }

  /** Why nothing can differ without the words; else null. */
  String constant() {
    return first("constant");
  }

  /** Whether it needs what only the epoll transport has. */
  boolean needsEpoll() {
    return first("epoll") != null;
  }

  private String first(String key) {
    return lines.stream()
        .filter(line -> line.key.equals(key))
        .map(Line::text)
        .findFirst()
        .orElse(null);
  }
}
