package io.haloom.sample.match;

import io.haloom.config.ConfigText;
import io.haloom.sample.CompileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Patterns in a file, one a line (configuration manual, section 7.1, {@code -f}). */
final class PatternFile {
  private PatternFile() {}

  /**
   * Reads the patterns of a file. Lines that start with a hash and empty lines do not count.
   *
   * @param values whether each line is a key and a value
   */
  static void read(String name, boolean values, PatternReference into) throws CompileException {
    byte[] content;
    try {
      content = Files.readAllBytes(Path.of(name));
    } catch (IOException | java.nio.file.InvalidPathException e) {
      throw new CompileException("failed to open pattern file <" + name + ">");
    }
    int line = 1;
    for (int start = 0; start < content.length; line++) {
      int end = start;
      while (end < content.length && content[end] != '\n') {
        end++;
      }
      if (content[start] != '#') {
        line(content, start, end, values, into, line);
      }
      start = end + 1;
    }
  }

  private static void line(
      byte[] content, int start, int end, boolean values, PatternReference into, int line)
      throws CompileException {
    int from = skipBlanks(content, start, end);
    int stop = from;
    while (stop < end && content[stop] != '\r') {
      stop++;
    }
    if (stop == from) {
      return;
    }
    if (!values) {
      into.load(ConfigText.text(content, from, stop - from), null, 0, line);
      return;
    }
    int key = from;
    while (key < stop && !isBlank(content[key])) {
      key++;
    }
    int value = skipBlanks(content, key, stop);
    while (stop > value && isBlank(content[stop - 1])) {
      stop--;
    }
    into.load(
        ConfigText.text(content, from, key - from),
        ConfigText.text(content, value, stop - value),
        0,
        line);
  }

  private static int skipBlanks(byte[] content, int from, int to) {
    int at = from;
    while (at < to && isBlank(content[at])) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(byte c) {
    return c == ' ' || c == '\t';
  }
}
