package io.haloom.effect;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The words whose effect a test shows, as {@code LIST/WORD}. */
public final class EffectWords {
  private EffectWords() {}

  /** Those that cases of {@link EffectTest} hold. */
  public static Set<String> ofCases() throws IOException {
    Set<String> words = new TreeSet<>();
    for (String section : CaseFile.lines("sections.txt")) {
      for (EffectCase one : CaseFile.read(section)) {
        words.addAll(one.words());
      }
    }
    return words;
  }

  /** Those that another test holds, and which: {@code Class.method}, or {@code bench NAME}. */
  public static Map<String, String> ofOtherTests() throws IOException {
    Map<String, String> tests = new TreeMap<>();
    for (String line : lines("held.txt")) {
      String[] parts = line.split(": ", 2);
      for (String word : parts[1].split(", *")) {
        tests.put(word, parts[0]);
      }
    }
    return tests;
  }

  /** Those that no test holds yet; the list only gets shorter. */
  public static Set<String> left() throws IOException {
    return new TreeSet<>(lines("left.txt"));
  }

  private static List<String> lines(String resource) throws IOException {
    return CaseFile.lines(resource).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .toList();
  }
}
