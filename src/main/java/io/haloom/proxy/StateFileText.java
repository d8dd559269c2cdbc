package io.haloom.proxy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A state file taken apart.
 *
 * @param known whether its first line is a version that can be read
 * @param lines those before the first that is corrupted
 * @param corruptedAt the number of that line, not counting the version's; 0 when all are good
 */
record StateFileText(boolean known, List<StateLine> lines, int corruptedAt) {

  static StateFileText read(Path file) throws IOException {
    return of(Files.readString(file, StandardCharsets.ISO_8859_1));
  }

  static StateFileText of(String text) {
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !lines.get(0).strip().equals(String.valueOf(StateFile.VERSION))) {
      return new StateFileText(false, List.of(), 0);
    }
    List<StateLine> states = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      boolean cutOff = i == lines.size() - 1 && !text.endsWith("\n");
      try {
        StateLine line = StateLine.of(lines.get(i));
        if (cutOff) {
          throw new StateLine.Corrupted();
        }
        if (line != null) {
          states.add(line);
        }
      } catch (StateLine.Corrupted e) {
        return new StateFileText(true, states, i);
      }
    }
    return new StateFileText(true, states, 0);
  }
}
