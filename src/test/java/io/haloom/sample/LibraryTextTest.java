package io.haloom.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.haloom.admin.Haproxy;
import io.haloom.harness.Commands;
import io.haloom.harness.Running;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What HAProxy has the C library read and write: numbers, addresses, masks, dates. A line of {@code
 * libraryTexts.txt} is an expression, and the one after it HAProxy's answer, by the commands {@code
 * set var} and {@code get var}. {@code -Dhaloom.golden=FOLDER} has HAProxy answer anew and writes
 * the file there. Local times are those of the machine, so none are asked for.
 */
class LibraryTextTest {
  private static final String FOLDER = System.getProperty("haloom.golden");
  private static final String FILE = "libraryTexts.txt";

  private static final String CONFIGURATION =
      """
      global
        stats socket DIR/s level admin
      defaults
        mode http
        timeout client 5s
        timeout server 5s
        timeout connect 5s
      frontend f
        bind unix@DIR/f
      """;

  @TempDir Path folder;

  @Test
  void answersAreHaproxys() throws Exception {
    List<String> expected = lines();
    String configuration = CONFIGURATION.replace("DIR", folder.toString());
    if (FOLDER != null) {
      try (Haproxy haproxy = Haproxy.start(folder, configuration, folder.resolve("s"))) {
        expected = answered(expected);
      }
      Files.write(Path.of(FOLDER, FILE), expected, StandardCharsets.UTF_8);
    }
    assertTrue(expected.size() >= 2 * 150);
    try (Running haloom = Running.of(configuration)) {
      List<String> actual = answered(expected);
      StringBuilder differences = new StringBuilder();
      for (int i = 0; i < expected.size(); i++) {
        if (!expected.get(i).equals(actual.get(i))) {
          differences.append(
              "%s: %s but here %s%n"
                  .formatted(expected.get(i - 1), expected.get(i), actual.get(i)));
        }
      }
      assertEquals("", differences.toString());
    }
  }

  /** The expressions, each followed by an answer. */
  private List<String> answered(List<String> lines) throws Exception {
    List<String> answered = new ArrayList<>();
    for (int i = 0; i < lines.size(); i += 2) {
      answered.add(lines.get(i));
      answered.add(answer(lines.get(i)));
    }
    return answered;
  }

  private String answer(String expression) throws Exception {
    byte[] bytes = expression.getBytes(StandardCharsets.UTF_8);
    String word = Commands.quoted(new String(bytes, StandardCharsets.ISO_8859_1));
    String said =
        Commands.ask(
            folder.resolve("s"),
            "experimental-mode on;set var proc.x int(7);set var proc.x expr %s;get var proc.x"
                .formatted(word));
    return said.replace("\n", " | ");
  }

  private static List<String> lines() throws Exception {
    try (InputStream in = LibraryTextTest.class.getResourceAsStream(FILE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
