package io.haloom.regex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Expressions and subjects with HAProxy's answers, in {@code expressions.txt}. A line {@code re}
 * has an expression, {@code on} a subject ({@code \xHH} is a byte), and {@code =} what HAProxy
 * says: to the expression, if it says anything, or which of the ACLs match and the groups. {@code
 * -Dhaloom.golden=FOLDER} has HAProxy answer anew and writes the file there. What releases of PCRE2
 * say different things of is not asked.
 */
class RegexGoldenTest {
  private static final String FOLDER = System.getProperty("haloom.golden");

  @TempDir Path folder;

  @Test
  void answersAreHaproxys() throws Exception {
    List<String> expected = lines();
    if (FOLDER != null) {
      try (RegexWorld haproxy = RegexWorld.haproxy(folder)) {
        expected = answered(haproxy, expected);
      }
      Files.write(Path.of(FOLDER, "expressions.txt"), expected, StandardCharsets.UTF_8);
    }
    assertTrue(expected.stream().filter(line -> line.startsWith("on ")).count() >= 300);
    try (RegexWorld haloom = RegexWorld.haloom(Files.createDirectory(folder.resolve("h")))) {
      assertEquals("", differences(expected, answered(haloom, expected)));
    }
  }

  private static String differences(List<String> expected, List<String> actual) {
    StringBuilder text = new StringBuilder();
    String expression = null;
    for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
      String line = i < expected.size() ? expected.get(i) : null;
      String ours = i < actual.size() ? actual.get(i) : null;
      expression = line != null && line.startsWith("re ") ? line : expression;
      if (!Objects.equals(line, ours)) {
        text.append("%s: %s but here %s%n".formatted(expression, line, ours));
      }
    }
    return text.toString();
  }

  /** The questions, each with an answer. */
  private static List<String> answered(RegexWorld world, List<String> lines) throws Exception {
    List<String> answered = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("=")) {
        continue;
      }
      answered.add(line);
      if (line.startsWith("re ")) {
        String said = world.define(line.substring(3));
        if (!said.isEmpty()) {
          answered.add("= " + escaped(said));
        }
      } else if (line.startsWith("on ")) {
        answered.add("= " + escaped(world.ask(bytes(line.substring(3)))));
      }
    }
    return answered;
  }

  /** {@code \xHH} is a byte in subjects; expressions read it so themselves. */
  static String bytes(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.startsWith("\\x", i) && i + 4 <= text.length()) {
        out.append((char) Integer.parseInt(text, i + 2, i + 4, 16));
        i += 3;
      } else {
        out.append(text.charAt(i));
      }
    }
    return out.toString();
  }

  static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    for (char c : text.toCharArray()) {
      out.append(c >= ' ' && c < 0x7F ? String.valueOf(c) : "\\x%02x".formatted((int) c));
    }
    return out.toString();
  }

  static List<String> lines() throws Exception {
    try (InputStream in = RegexGoldenTest.class.getResourceAsStream("expressions.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
