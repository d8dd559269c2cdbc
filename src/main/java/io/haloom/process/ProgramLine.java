package io.haloom.process;

import io.haloom.model.ProgramConfig;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A program as a line to the master: name, user, group, whether a reload starts it, words. */
final class ProgramLine {
  private ProgramLine() {}

  /**
   * The line.
   *
   * @param environment variables to set and, where the value is null, to unset
   */
  static String of(ProgramConfig program, Map<String, String> environment) {
    List<String> words = new ArrayList<>();
    words.add(word(program.name()));
    words.add(id(program.user()));
    words.add(id(program.group()));
    words.add(program.startOnReload() ? "yes" : "no");
    new TreeMap<>(environment)
        .forEach(
            (name, value) -> {
              if (value == null) {
                words.add(word("-u"));
                words.add(word(name));
              }
            });
    new TreeMap<>(environment)
        .forEach(
            (name, value) -> {
              if (value != null) {
                words.add(word(name + "=" + value));
              }
            });
    program.command().forEach(word -> words.add(word(word)));
    return String.join(" ", words);
  }

  private static String id(int number) {
    return number < 0 ? "-" : Integer.toString(number);
  }

  /** As printf(1) reads it with %b, behind an equals sign, for a word may be empty. */
  private static String word(String text) {
    StringBuilder coded = new StringBuilder("=");
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z';
      if (plain || b == '/' || b == '.' || b == '-' || b == '_') {
        coded.append((char) b);
      } else {
        coded.append("\\0%03o".formatted(b & 0xff));
      }
    }
    return coded.toString();
  }
}
