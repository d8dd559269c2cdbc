package io.haloom.stats;

/** The CSV form ({@code show stat}, {@code ;csv}). */
public final class StatsCsv {
  private StatsCsv() {}

  /** The header line, newline included. */
  public static void header(StringBuilder into) {
    into.append("# ");
    for (StatField field : StatField.values()) {
      separator(field, into);
      into.append(field.column()).append(',');
    }
    into.append('\n');
  }

  /** One line, newline included. */
  public static void row(StatRow row, StringBuilder into) {
    for (StatField field : StatField.values()) {
      separator(field, into);
      quoted(row.text(field), into);
      into.append(',');
    }
    into.append('\n');
  }

  /** {@code -} marks the end of the fields that every version has. */
  private static void separator(StatField field, StringBuilder into) {
    if (field.ordinal() == StatField.STATIC_FIELDS) {
      into.append("-,");
    }
  }

  /** In quotes, inner ones doubled, where a comma, quote or line end asks for it (RFC 4180, 2). */
  private static void quoted(String text, StringBuilder into) {
    if (text.indexOf(',') < 0
        && text.indexOf('"') < 0
        && text.indexOf('\n') < 0
        && text.indexOf('\r') < 0) {
      into.append(text);
      return;
    }
    into.append('"').append(text.replace("\"", "\"\"")).append('"');
  }
}
