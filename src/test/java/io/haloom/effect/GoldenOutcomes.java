package io.haloom.effect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came of each case with its words and without them, as HAProxy has it. */
final class GoldenOutcomes {
  private static final Path FOLDER = Path.of("src/test/resources/io/haloom/effect");

  /** The outcomes of one case. */
  record Pair(String with, String without) {
    @Override
    public String toString() {
      return marked('+', with) + marked('-', without);
    }

    private static String marked(char mark, String text) {
      return text.isEmpty() ? "" : text.replaceAll("(?m)^(?=.)", mark + " ");
    }
  }

  private GoldenOutcomes() {}

  static Map<String, Pair> read(String section) throws IOException {
    Map<String, Pair> all = new LinkedHashMap<>();
    String name = null;
    for (String line : CaseFile.lines(section + ".golden")) {
      if (line.startsWith("== ")) {
        name = line.substring(3);
        all.put(name, new Pair("", ""));
      } else {
        Pair pair = all.get(name);
        String text = line.length() > 2 ? line.substring(2) + "\n" : "\n";
        all.put(
            name,
            line.startsWith("+")
                ? new Pair(pair.with + text, pair.without)
                : new Pair(pair.with, pair.without + text));
      }
    }
    return all;
  }

  static void write(String section, List<EffectCase> cases, Map<String, Pair> all)
      throws IOException {
    StringBuilder text = new StringBuilder();
    for (EffectCase one : cases) {
      text.append("== ").append(one.name()).append('\n').append(all.get(one.name()));
    }
    Files.writeString(FOLDER.resolve(section + ".golden"), text, StandardCharsets.UTF_8);
  }
}
