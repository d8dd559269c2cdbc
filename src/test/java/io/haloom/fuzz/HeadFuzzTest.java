package io.haloom.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests, and responses, made by a seeded generator, most of them odd, put to HAProxy and to
 * Haloom: client, server and log are told the same. {@code -Dhaloom.fuzz.heads=N} tries N of each,
 * {@code -Dhaloom.fuzz.seed=N} others. What is meant to differ stands in {@code known-heads.txt}.
 */
@Timeout(7200)
class HeadFuzzTest {
  private static final int CASES = Integer.getInteger("haloom.fuzz.heads", 700);
  private static final long SEED = Long.getLong("haloom.fuzz.seed", 20_261_130);
  private static final int BATCH = 500;
  private static final int AGAIN = 8;
  private static final int SHOWN = Integer.getInteger("haloom.fuzz.shown", 8);

  private final Map<String, Integer> known = new TreeMap<>();
  private final List<String> failures = new ArrayList<>();
  private int unsteady;

  @TempDir Path folder;

  @Test
  void requestsAreHaproxys() throws Exception {
    fuzz(HeadCases::request, HeadCase::sent, HeadCase::withSent);
  }

  @Test
  void responsesAreHaproxys() throws Exception {
    fuzz(HeadCases::response, HeadCase::answer, HeadCase::withAnswer);
  }

  private Path folder(String name) throws IOException {
    return Files.createDirectory(folder.resolve(name));
  }

  private void fuzz(
      LongFunction<HeadCase> maker,
      Function<HeadCase, String> part,
      BiFunction<HeadCase, String, HeadCase> with)
      throws Exception {
    KnownDifferences meant = new KnownDifferences("known-heads.txt");
    try (HeadWorld haproxy = HeadWorld.haproxy(folder("p"), HeadCases.PROXIES);
        HeadWorld haloom = HeadWorld.haloom(folder("h"), HeadCases.PROXIES)) {
      HeadPair pair = new HeadPair(haproxy, haloom, meant);
      for (int first = 0; first < CASES && failures.size() < SHOWN; first += BATCH) {
        List<HeadCase> cases = new ArrayList<>();
        for (int i = first; i < Math.min(CASES, first + BATCH); i++) {
          cases.add(maker.apply(SEED + i));
        }
        for (HeadCase one : unexplained(pair, cases)) {
          tell(pair, one, part, with);
        }
      }
    }
    System.out.printf("%d cases, %d differed once only, known: %s%n", CASES, unsteady, known);
    assertEquals("", String.join("\n", failures), () -> "seed " + SEED);
  }

  /** Those that differ, and not because that is meant, as often as they are tried. */
  private List<HeadCase> unexplained(HeadPair pair, List<HeadCase> cases) {
    List<HeadCase> left = new ArrayList<>();
    for (HeadPair.Difference difference : pair.differences(cases)) {
      if (difference.reason().isPresent()) {
        known.merge(difference.reason().get(), 1, Integer::sum);
      } else {
        left.add(difference.played());
      }
    }
    int differed = left.size();
    for (int i = 0; i < AGAIN && !left.isEmpty(); i++) {
      left = pair.unexplained(left);
    }
    unsteady += differed - left.size();
    return left;
  }

  private void tell(
      HeadPair pair,
      HeadCase failing,
      Function<HeadCase, String> part,
      BiFunction<HeadCase, String, HeadCase> with) {
    if (failures.size() < SHOWN) {
      String less =
          Shrinker.shrink(
              part.apply(failing),
              texts ->
                  pair.firstUnexplained(
                      texts.stream().map(text -> with.apply(failing, text)).toList()));
      HeadCase smallest = with.apply(failing, less);
      boolean still = !pair.unexplained(List.of(smallest)).isEmpty();
      failures.add(pair.told(still ? smallest : failing));
    }
  }
}
