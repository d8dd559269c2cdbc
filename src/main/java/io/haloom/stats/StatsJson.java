package io.haloom.stats;

import java.util.List;

/** The JSON form ({@code show stat json}, {@code ;json}): an array of rows, each one of values. */
public final class StatsJson {
  private StatsJson() {}

  /** All rows and a line end. */
  public static String of(List<StatRow> rows) {
    StringBuilder text = new StringBuilder(64 + 8192 * rows.size());
    text.append('[');
    for (int i = 0; i < rows.size(); i++) {
      if (i > 0) {
        text.append(',');
      }
      row(rows.get(i), text);
    }
    return text.append("]\n").toString();
  }

  private static void row(StatRow row, StringBuilder into) {
    String owner =
        "{\"objType\":\""
            + row.kind().word()
            + "\",\"proxyId\":"
            + row.number(StatField.IID)
            + ",\"id\":"
            + row.number(StatField.SID)
            + ",";
    char before = '[';
    for (StatField field : StatField.values()) {
      if (row.has(field)) {
        into.append(before).append(owner);
        field(field.ordinal(), field.column(), into);
        tags(field.tags(row.kind()), into);
        value(field.type(), row.text(field), into);
        into.append('}');
        before = ',';
      }
    }
    into.append(']');
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
