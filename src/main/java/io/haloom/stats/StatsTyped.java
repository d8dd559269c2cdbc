package io.haloom.stats;

/** The typed form ({@code show stat typed}, {@code ;typed}): one line a value. */
public final class StatsTyped {
  private StatsTyped() {}

  /**
   * The lines of one row.
   *
   * @param descriptions adds what each field means ({@code desc})
   */
  public static void row(StatRow row, boolean descriptions, StringBuilder into) {
    String iid = row.text(StatField.IID);
    String sid = row.text(StatField.SID);
    for (StatField field : StatField.values()) {
      if (!row.has(field)) {
        continue;
      }
      into.append(row.kind().letter()).append('.').append(iid).append('.').append(sid).append('.');
      into.append(field.ordinal()).append('.').append(field.column()).append(".1:");
      into.append(field.tags(row.kind()).letters()).append(':');
      into.append(field.type().word()).append(':').append(row.text(field));
      if (descriptions) {
        into.append(":\"").append(field.description()).append('"');
      }
      into.append('\n');
    }
  }
}
