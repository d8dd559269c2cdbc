import io.haloom.sample.Sample;
import io.haloom.sample.match.MatchFlags;
import io.haloom.sample.match.MatchMethod;
import io.haloom.sample.match.PatternReferences;
import io.haloom.sample.match.PatternSet;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Loads a file of patterns as ACLs do, and looks values up in it, half of which are there.
 *
 * <p>{@code java -cp target/haloom.jar bench/AclLookup.java METHOD FILE}, METHOD being a word of
 * {@code -m}; prints the nanoseconds of a look-up.
 */
final class AclLookup {
  private static final int VALUES = 1 << 16;
  private static final int ROUNDS = 30;

  public static void main(String[] words) throws Exception {
    MatchMethod method = MatchMethod.of(words[0]);
    PatternSet patterns =
        new PatternReferences()
            .forAcl(
                words[1],
                new PatternReferences.User(false, "bench", 1),
                false,
                method,
                MatchFlags.NONE);
    Sample[] values = values(method, Files.readAllLines(Path.of(words[1])));
    long best = Long.MAX_VALUE;
    int found = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long from = System.nanoTime();
      found = 0;
      for (Sample value : values) {
        if (patterns.matches(value)) {
          found++;
        }
      }
      best = Math.min(best, System.nanoTime() - from);
    }
    if (found < values.length * 45 / 100 || found > values.length * 55 / 100) {
      throw new IllegalStateException(found + " of " + values.length + " found");
    }
    System.out.println(best / values.length);
  }

  /** Values that a pattern matches, and as many that none does, in no order. */
  private static Sample[] values(MatchMethod method, List<String> patterns) throws Exception {
    Random random = new Random(1);
    List<Sample> samples = new ArrayList<>(VALUES);
    for (int i = 0; i < VALUES; i++) {
      String pattern = patterns.get(random.nextInt(patterns.size()));
      Sample sample = new Sample();
      if (method == MatchMethod.IP) {
        String address = pattern.split("/")[0];
        // Patterns are in 10.0.0.0/8.
        sample.setAddress(
            java.net.InetAddress.getByName(i % 2 == 0 ? address : "172" + address.substring(2)));
      } else {
        String text = i % 2 == 0 ? pattern : pattern.replace('.', '-');
        text =
            switch (method) {
              case BEG -> text + "/more";
              case END, DOM -> (i % 2 == 0 ? "www." : "www-") + text;
              case SUB -> "www-" + text + "-more";
              default -> text;
            };
        sample.setString(text.getBytes(StandardCharsets.ISO_8859_1));
      }
      samples.add(sample);
    }
    Collections.shuffle(samples, random);
    return samples.toArray(new Sample[0]);
  }
}
