package io.haloom.sample;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tables of what HAProxy does, beside the tests that use them. */
public final class Golden {
  private Golden() {}

  /** The rows of a table, split at tabulators. */
  public static List<String[]> rows(String name) throws IOException {
    try (InputStream in = Golden.class.getResourceAsStream(name)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().map(line -> line.split("\t", -1)).toList();
    }
  }
}
