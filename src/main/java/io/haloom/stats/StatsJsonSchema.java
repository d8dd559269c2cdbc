package io.haloom.stats;

/** The schema of the JSON forms ({@code show schema json}, {@code ;json-schema}). */
public final class StatsJsonSchema {
  private StatsJsonSchema() {}

  /** The document and a line end, read from the program's own files. */
  public static String load() {
    return PageAssets.resource("schema.json");
  }
}
