package io.haloom.stats;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The page's style sheet and script, which go out inside it, and the JSON schema. Read once, before
 * any loop serves them: a loop reads no file.
 */
record PageAssets(String style, String script, String schema) {

  static PageAssets load() {
    return new PageAssets(resource("stats.css"), resource("stats.js"), StatsJsonSchema.load());
  }

  static String resource(String name) {
    try (InputStream in = PageAssets.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
