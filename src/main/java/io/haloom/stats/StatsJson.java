package io.haloom.stats;

/**
 * The JSON form ({@code show stat json}, {@code ;json}): an array of rows, each one of values. It
 * can be taken in parts. Used by one thread.
 */
public final class StatsJson {
  private static final StatField[] FIELDS = StatField.values();

  /** What stands before the value of each field, by kind of row and place: most of the answer. */
  private static final String[][] BEFORE_VALUE = beforeValues();

  private final StringBuilder out;
  private char before = '[';

  /**
   * @param out where it is written; whoever takes a part empties it
   */
  public StatsJson(StringBuilder out) {
    this.out = out;
  }

  private static String[][] beforeValues() {
    StatRow.Kind[] kinds = StatRow.Kind.values();
    String[][] all = new String[kinds.length][FIELDS.length];
    for (StatRow.Kind kind : kinds) {
      for (StatField field : FIELDS) {
        StringBuilder text = new StringBuilder(220);
        field(field.ordinal(), field.column(), text);
        tags(field.tags(kind), text);
        all[kind.ordinal()][field.ordinal()] = text.toString();
      }
    }
    return all;
  }

  /** Adds a row. */
  public void add(StatRow row) {
    out.append(before);
    before = ',';
    String owner =
        "{\"objType\":\""
            + row.kind().word()
            + "\",\"proxyId\":"
            + row.number(StatField.IID)
            + ",\"id\":"
            + row.number(StatField.SID)
            + ",";
    String[] beforeValue = BEFORE_VALUE[row.kind().ordinal()];
    char first = '[';
    for (StatField field : FIELDS) {
      if (row.has(field)) {
        out.append(first).append(owner).append(beforeValue[field.ordinal()]);
        value(field.type(), row.text(field), out);
        out.append('}');
        first = ',';
      }
    }
    out.append(']');
  }

  /** Adds what ends it, a line end included. */
  public void end() {
    out.append(before == '[' ? "[]\n" : "]\n");
  }

  static void field(int position, String name, StringBuilder into) {
    into.append("\"field\":{\"pos\":").append(position).append(",\"name\":\"").append(name);
    into.append("\"},\"processNum\":1,");
  }

  static void tags(FieldTags tags, StringBuilder into) {
    into.append("\"tags\":{\"origin\":\"").append(tags.origin());
    into.append("\",\"nature\":\"").append(tags.nature());
    into.append("\",\"scope\":\"").append(tags.scope()).append("\"}");
  }

  static void value(FieldType type, String text, StringBuilder into) {
    into.append(",\"value\":{\"type\":\"").append(type.word()).append("\",\"value\":");
    if (type == FieldType.STR) {
      quoted(text, into);
    } else {
      into.append(text);
    }
    into.append('}');
  }

  /** A JSON string (RFC 8259, 7); HAProxy leaves quotes as they are, which readers refuse. */
  private static void quoted(String text, StringBuilder into) {
    into.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        into.append('\\').append(c);
      } else if (c < ' ') {
        into.append(String.format("\\u%04x", (int) c));
      } else {
        into.append(c);
      }
    }
    into.append('"');
  }
}
