package io.haloom.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rules, fetches, converters, conditions and log formats made by a seeded generator: HAProxy and
 * Haloom take the same lines, and do the same with the same requests and answers. {@code
 * -Dhaloom.fuzz.rules=N} tries N requests, {@code -Dhaloom.fuzz.seed=N} others. What is meant to
 * differ stands in {@code known-rules.txt}; where that is a line, the same is tried without it.
 */
@Timeout(7200)
class RuleFuzzTest {
  private static final int CASES = Integer.getInteger("haloom.fuzz.rules", 700);
  private static final long SEED = Long.getLong("haloom.fuzz.seed", 20_261_130);
  private static final int PROXIES = 40;
  private static final int EACH = 18;
  private static final int AGAIN = 2;
  private static final int ROUNDS = Integer.getInteger("haloom.fuzz.shrink", 24);
  private static final int SHOWN = Integer.getInteger("haloom.fuzz.shown", 8);

  private final Map<String, Integer> known = new TreeMap<>();
  private final List<String> failures = new ArrayList<>();
  private KnownDifferences meant;
  private int worlds;

  @TempDir Path folder;

  @Test
  void rulesAreHaproxys() throws Exception {
    meant = new KnownDifferences("known-rules.txt");
    for (int first = 0; first < CASES && failures.size() < SHOWN; first += PROXIES * EACH) {
      batch(SEED + first, Math.min(PROXIES, (CASES - first + EACH - 1) / EACH));
    }
    System.out.printf("%d cases, known: %s%n", CASES, known);
    assertEquals("", String.join("\n", failures), () -> "seed " + SEED);
  }

  private void batch(long seed, int count) throws Exception {
    LineJudge judge = new LineJudge(folder());
    List<Proxy> proxies =
        judge.accepted(
            IntStream.range(0, count)
                .mapToObj(i -> new RuleMaker(new Choice(seed + i)).proxy("r" + i))
                .toList());
    judge.differences.forEach(this::refused);
    List<HeadCase> cases = new ArrayList<>();
    for (int i = 0; i < count * EACH; i++) {
      RuleMaker maker = new RuleMaker(new Choice(seed + 1_000_000_007L * i));
      cases.add(maker.visit(proxies.get(i / EACH)));
    }
    List<HeadCase> left = new ArrayList<>();
    List<HeadCase> found = differing(proxies, cases, left);
    // What lines are known to do is all that they may do.
    found.addAll(differing(judge.accepted(proxies(left)), left, new ArrayList<>()));
    for (HeadCase played : found) {
      if (ROUNDS > 0 && failures.size() < SHOWN) {
        failures.add(smallest(played));
      }
    }
  }

  private static List<Proxy> proxies(List<HeadCase> cases) {
    return cases.stream().map(HeadCase::proxy).distinct().toList();
  }

  /**
   * The cases that differ, and are not meant to.
   *
   * @param left gets those of which lines are meant to differ, without these lines
   */
  private List<HeadCase> differing(List<Proxy> proxies, List<HeadCase> made, List<HeadCase> left)
      throws Exception {
    Map<String, Proxy> named = new HashMap<>();
    proxies.forEach(proxy -> named.put(proxy.name(), proxy));
    List<HeadCase> cases =
        made.stream().map(one -> one.withProxy(named.get(one.proxy().name()))).toList();
    List<HeadCase> found = new ArrayList<>();
    if (cases.isEmpty()) {
      return found;
    }
    try (HeadWorld haproxy = HeadWorld.haproxy(folder(), proxies);
        HeadWorld haloom = HeadWorld.haloom(folder(), proxies)) {
      HeadPair pair = new HeadPair(haproxy, haloom, meant);
      for (HeadPair.Difference difference : pair.differences(cases)) {
        HeadCase played = difference.played();
        if (difference.reason().isEmpty()) {
          found.add(played);
          continue;
        }
        known.merge(difference.reason().get(), 1, Integer::sum);
        Proxy unnamed = meant.withoutLines(played.proxy());
        if (unnamed.lines() < played.proxy().lines()) {
          left.add(played.withProxy(unnamed));
        }
      }
      for (int i = 0; i < AGAIN && !found.isEmpty(); i++) {
        found = new ArrayList<>(pair.unexplained(found));
      }
      if (ROUNDS == 0) {
        found.forEach(played -> failures.add(pair.told(played)));
      }
    }
    return found;
  }

  private void refused(String what) {
    String[] parts = what.split("\n", 2);
    meant
        .reason(parts[0], parts[1], parts[1])
        .ifPresentOrElse(
            reason -> known.merge(reason, 1, Integer::sum),
            () -> failures.add("=== refused: " + what));
  }

  private Path folder() throws IOException {
    return Files.createDirectory(folder.resolve("w" + worlds++));
  }

  /** Without the lines that it does not need. */
  private String smallest(HeadCase failing) throws Exception {
    HeadCase played = failing;
    String told = null;
    for (int round = 0; round < ROUNDS; round++) {
      List<HeadCase> shorter = new ArrayList<>(List.of(played.withProxy(played.proxy())));
      for (int line = 0; line < played.proxy().lines(); line++) {
        shorter.add(played.withProxy(played.proxy().without(line, "w" + round + "-" + line)));
      }
      List<Proxy> proxies = shorter.stream().map(HeadCase::proxy).toList();
      proxies = new LineJudge(folder()).accepted(proxies);
      List<HeadCase> cases = new ArrayList<>();
      for (Proxy proxy : proxies) {
        cases.add(played.withProxy(proxy));
      }
      try (HeadWorld haproxy = HeadWorld.haproxy(folder(), proxies);
          HeadWorld haloom = HeadWorld.haloom(folder(), proxies)) {
        HeadPair pair = new HeadPair(haproxy, haloom, meant);
        told = told == null ? pair.told(cases.get(0)) : told;
        int found = pair.firstUnexplained(cases.subList(1, cases.size()));
        if (found < 0) {
          break;
        }
        played = cases.get(found + 1);
        told = pair.told(played);
      }
    }
    return told;
  }
}
