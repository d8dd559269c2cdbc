package io.haloom.stats;

import java.util.List;

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

  /** Header and rows. */
  public static String of(List<StatRow> rows) {
    StringBuilder text = new StringBuilder(1024 + 400 * rows.size());
    header(text);
    rows.forEach(row -> row(row, text));
    return text.toString();
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
