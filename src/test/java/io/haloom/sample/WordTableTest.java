package io.haloom.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.haloom.sample.compile.Unsupported;
import io.haloom.sample.convert.ConverterTable;
import io.haloom.sample.fetch.FetchTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Compares the tables with what HAProxy 2.6.12 lists of itself ({@code haproxy -dKsmp} and {@code
 * -dKcnv}): name and arguments, type, and where a fetch may be used.
 */
class WordTableTest {

  private static String name(String signature) {
    int open = signature.indexOf('(');
    return open < 0 ? signature : signature.substring(0, open);
  }

  private static String signature(String name, ArgSpec args) {
    StringBuilder text = new StringBuilder(name);
    if (args.types().isEmpty()) {
      return name;
    }
    text.append('(');
    for (int i = 0; i < args.types().size(); i++) {
      text.append(i == args.required() ? "[" : "").append(i > 0 ? "," : "");
      text.append(args.types().get(i).phrase());
    }
    return text.append(args.types().size() > args.required() ? "])" : ")").toString();
  }

  private static String places(FetchWord word) {
    StringBuilder text = new StringBuilder();
    for (Checkpoint place : Checkpoint.values()) {
      text.append(word.places().contains(place) ? 'Y' : '.');
    }
    return text.toString();
  }

  @Test
  void fetchesAreHaproxys() throws IOException {
    Map<String, FetchWord> ours = new TreeMap<>();
    FetchTable.STANDARD.all().forEach(word -> ours.put(word.name(), word));
    List<String> unexplained = new ArrayList<>();
    for (String[] row : Golden.rows("fetches.tsv")) {
      FetchWord word = ours.remove(name(row[0]));
      if (word == null) {
        if (Unsupported.fetch(name(row[0])) == null) {
          unexplained.add(row[0]);
        }
        continue;
      }
      assertNull(Unsupported.fetch(word.name()), word.name());
      assertEquals(
          String.join(" ", row),
          signature(word.name(), word.args()) + " " + word.type().word() + " " + places(word));
    }
    assertEquals(List.of(), unexplained);
    // Of HAProxy 3.0.
    assertNotNull(ours.remove("fc_glitches"));
    assertNotNull(ours.remove("bc_glitches"));
    assertEquals(Map.of(), ours);
  }

  @Test
  void convertersAreHaproxys() throws IOException {
    Map<String, ConverterWord> ours = new TreeMap<>();
    ConverterTable.STANDARD.all().forEach(word -> ours.put(word.name(), word));
    List<String> unexplained = new ArrayList<>();
    for (String[] row : Golden.rows("converters.tsv")) {
      ConverterWord word = ours.remove(name(row[0]));
      if (word == null) {
        if (Unsupported.converter(name(row[0])) == null) {
          unexplained.add(row[0]);
        }
        continue;
      }
      assertEquals(
          String.join(" ", row),
          signature(word.name(), word.args()) + " " + word.out().word() + " " + word.in().word());
    }
    assertEquals(List.of(), unexplained);
    assertEquals(Map.of(), ours);
  }

  @Test
  void everyPlaceHasAPhrase() {
    for (Checkpoint place : Checkpoint.values()) {
      assertNotNull(place.phrase());
    }
  }
}
