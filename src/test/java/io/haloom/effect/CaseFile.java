package io.haloom.effect;

import io.haloom.effect.EffectCase.Line;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the cases of a resource. A case begins with {@code == LIST/WORD[, LIST/WORD...]}, and its
 * lines are those of {@link EffectCase}. A line {@code shape NAME} begins a shape: lines that stand
 * for cases of one line, {@code NAME WORD: ARGUMENT [;; ARGUMENT]}, with {@code $word}, {@code $1}
 * and {@code $2} in them.
 */
final class CaseFile {
  private final Map<String, List<String>> shapes = new LinkedHashMap<>();
  private final List<EffectCase> cases = new ArrayList<>();
  private List<String> shape;
  private List<Line> lines;

  private CaseFile() {}

  static List<EffectCase> read(String section) throws IOException {
    CaseFile file = new CaseFile();
    for (String line : lines(section + ".txt")) {
      if (!line.isBlank() && !line.startsWith("#")) {
        file.line(line.stripTrailing());
      }
    }
    return file.cases;
  }

  /** The lines of a resource beside this class; none where it is missing. */
  static List<String> lines(String resource) throws IOException {
    try (InputStream in = CaseFile.class.getResourceAsStream(resource)) {
      return in == null
          ? List.of()
          : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private void line(String line) {
    String word = line.strip().split(" ")[0];
    if (line.startsWith("== ")) {
      begin(line.substring(3), List.of(line.substring(3).split("#")[0].strip().split(", *")));
    } else if (line.startsWith("shape ")) {
      shape = new ArrayList<>();
      shapes.put(line.substring(6).strip(), shape);
    } else if (!line.startsWith(" ")) {
      shaped(shapes.get(word), line.substring(word.length()).strip());
    } else if (shape != null) {
      shape.add(line);
    } else {
      lines.add(Line.of(line));
    }
  }

  private void begin(String name, List<String> words) {
    shape = null;
    lines = new ArrayList<>();
    String unique = name;
    for (int i = 2; isTaken(unique); i++) {
      unique = name + " # " + i;
    }
    cases.add(new EffectCase(unique, words, lines));
  }

  private boolean isTaken(String name) {
    return cases.stream().anyMatch(one -> one.name().equals(name));
  }

  private void shaped(List<String> of, String line) {
    String word = line.substring(0, line.indexOf(": "));
    String[] arguments = line.substring(word.length() + 2).split(";;");
    String list = of.get(0).strip();
    begin(list + "/" + word, List.of(list + "/" + word));
    for (String one : of.subList(1, of.size())) {
      String text = one.replace("$word", word).replace("$1", arguments[0].strip());
      text = text.replace("$2", arguments.length > 1 ? arguments[1].strip() : "");
      if (!text.strip().startsWith("# ")) {
        lines.add(Line.of(text));
      }
    }
  }
}
