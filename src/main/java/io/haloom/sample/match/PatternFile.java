package io.haloom.sample.match;

import io.haloom.config.ConfigText;
import io.haloom.sample.CompileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Patterns in a file, one a line (configuration manual, section 7.1, {@code -f}). */
public final class PatternFile {
  private PatternFile() {}

  /**
   * Reads the patterns of a file. Lines that start with a hash and empty lines do not count.
   *
   * @param keysOnly each line is a key and a value ({@code -M}): only the key is the pattern
   */
  public static List<String> read(String name, boolean keysOnly) throws CompileException {
    byte[] content;
    try {
      content = Files.readAllBytes(Path.of(name));
    } catch (IOException | java.nio.file.InvalidPathException e) {
      throw new CompileException("failed to open pattern file <" + name + ">");
    }
    List<String> patterns = new ArrayList<>();
    int start = 0;
    while (start < content.length) {
      int end = start;
      while (end < content.length && content[end] != '\n') {
        end++;
      }
      String pattern = pattern(content, start, end, keysOnly);
      if (pattern != null) {
        patterns.add(pattern);
      }
      start = end + 1;
    }
    return patterns;
  }

  private static String pattern(byte[] content, int start, int end, boolean keysOnly) {
    if (start < end && content[start] == '#') {
      return null;
    }
    int from = start;
    while (from < end && isBlank(content[from])) {
      from++;
    }
    int to = from;
    while (to < end && content[to] != '\r' && !(keysOnly && isBlank(content[to]))) {
      to++;
    }
    return to == from ? null : ConfigText.text(content, from, to - from);
  }

  private static boolean isBlank(byte c) {
    return c == ' ' || c == '\t';
  }
}
