package io.haloom.effect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.haloom.effect.EffectCase.Variant;
import io.haloom.effect.GoldenOutcomes.Pair;
import io.haloom.harness.Needs;
import io.haloom.harness.Printed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each word has HAProxy's effect. A case is a configuration with a word and what clients, servers
 * and commands do; what came of it stands in a golden file, with the word and without it, as
 * HAProxy has it. {@code -Dhaloom.effects=record} asks HAProxy anew (where a case says that Haloom
 * is meant to differ, Haloom), {@code -Dhaloom.effects=haproxy} holds HAProxy against the files.
 */
@Timeout(300)
class EffectTest {
  private static final String MODE = System.getProperty("haloom.effects", "");

  private static final boolean EPOLL = !"jdk".equals(System.getProperty("haloom.transport"));
  private static final String SECTION = System.getProperty("haloom.effects.section");

  private int worlds;

  @TempDir Path folder;

  static Stream<String> sections() throws IOException {
    return CaseFile.lines("sections.txt").stream()
        .filter(section -> SECTION == null || section.equals(SECTION));
  }

  @ParameterizedTest
  @MethodSource("sections")
  void wordsHaveTheirEffect(String section) throws Exception {
    if (section.equals("tls")) {
      Needs.openSsl();
    }
    List<EffectCase> cases = CaseFile.read(section);
    if (MODE.equals("record")) {
      Map<String, Pair> all = outcomes(cases, EffectWorld::haproxy);
      List<EffectCase> mended = cases.stream().filter(one -> one.mended() != null).toList();
      all.putAll(outcomes(mended, EffectWorld::haloom));
      GoldenOutcomes.write(section, cases, all);
      return;
    }
    boolean haproxy = MODE.equals("haproxy");
    List<EffectCase> compared =
        cases.stream()
            .filter(one -> haproxy ? one.mended() == null : !one.needsEpoll() || EPOLL)
            .toList();
    Map<String, Pair> actual =
        outcomes(compared, haproxy ? EffectWorld::haproxy : EffectWorld::haloom);
    Map<String, Pair> golden = GoldenOutcomes.read(section);
    StringBuilder differences = new StringBuilder();
    for (EffectCase one : compared) {
      String wanted = String.valueOf(golden.get(one.name()));
      String found = actual.get(one.name()).toString();
      if (!wanted.equals(found)) {
        differences.append("== ").append(one.name()).append('\n');
        differences.append(Printed.difference(wanted, found));
      }
    }
    assertEquals("", differences.toString());
  }

  /** Without the word something else comes, so a word without effect is seen. */
  @ParameterizedTest
  @MethodSource("sections")
  void everyCaseCanFail(String section) throws IOException {
    assumeFalse(MODE.equals("record"), "the files are being written");
    Map<String, Pair> golden = GoldenOutcomes.read(section);
    List<String> same = new ArrayList<>();
    for (EffectCase one : CaseFile.read(section)) {
      Pair pair = golden.get(one.name());
      if (one.constant() == null && (pair == null || pair.with().equals(pair.without()))) {
        same.add(one.name());
      }
    }
    assertEquals(List.of(), same);
  }

  private Map<String, Pair> outcomes(List<EffectCase> cases, EffectWorld.Program program)
      throws Exception {
    List<Variant> variants = new ArrayList<>();
    for (EffectCase one : cases) {
      variants.add(one.variant(true));
      variants.add(one.variant(false));
    }
    Map<Variant, String> texts = new LinkedHashMap<>();
    List<Variant> together = variants.stream().filter(one -> !one.isAlone()).toList();
    play(together, program, texts);
    for (Variant variant : variants) {
      if (variant.isAlone()) {
        play(List.of(variant), program, texts);
      }
    }
    Map<String, Pair> pairs = new LinkedHashMap<>();
    for (int i = 0; i < variants.size(); i += 2) {
      Pair pair = new Pair(texts.get(variants.get(i)), texts.get(variants.get(i + 1)));
      pairs.put(variants.get(i).of().name(), pair);
    }
    return pairs;
  }

  private void play(List<Variant> variants, EffectWorld.Program program, Map<Variant, String> texts)
      throws Exception {
    if (!variants.isEmpty()) {
      Path own = Files.createDirectory(folder.resolve("w" + worlds++));
      List<String> outcomes = new EffectWorld(own, program).outcomes(variants);
      for (int i = 0; i < outcomes.size(); i++) {
        texts.put(variants.get(i), outcomes.get(i));
      }
    }
  }
}
