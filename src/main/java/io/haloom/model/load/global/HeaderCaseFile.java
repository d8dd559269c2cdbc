package io.haloom.model.load.global;

import io.haloom.model.load.draft.LoadContext;
import io.haloom.model.load.word.LineException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How header names are written: {@code h1-case-adjust} and the lines of its file. */
public final class HeaderCaseFile {
  private HeaderCaseFile() {}

  /**
   * Adds one name.
   *
   * @throws LineException where it is not the same name, or there is one already
   */
  static void add(Map<String, String> names, String from, String to) throws LineException {
    if (to.isEmpty()) {
      throw new LineException("expect <to>");
    }
    if (!from.equalsIgnoreCase(to)) {
      throw new LineException("<from> and <to> must not differ execpt the case");
    }
    if (names.putIfAbsent(from, to) != null) {
      throw new LineException("duplicate entry '" + from + "'");
    }
  }

  /** Reads {@code h1-case-adjust-file}, once the whole configuration is known. */
  public static void read(LoadContext context, String file) {
    String subject = "h1-headers-case-adjust-file '" + file + "'";
    List<String> lines;
    try {
      lines = Files.readAllLines(Path.of(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      context.diagnostics().alert(subject + ": failed to open file.");
      return;
    }
    for (int number = 1; number <= lines.size(); number++) {
      String line = lines.get(number - 1).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String[] words = line.split("[ \t]+", 2);
      try {
        add(context.global().headerCase, words[0], words.length > 1 ? words[1] : "");
      } catch (LineException e) {
        context.diagnostics().alert(subject + " : " + e.getMessage() + " at line " + number + ".");
        return;
      }
    }
  }
}
