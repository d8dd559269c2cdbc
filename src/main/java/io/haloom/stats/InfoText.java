package io.haloom.stats;

/** The forms of {@code show info}. */
public final class InfoText {
  private InfoText() {}

  /** {@code Name: value} lines. */
  public static String plain(InfoValues info, boolean descriptions) {
    StringBuilder text = new StringBuilder(4096);
    for (InfoField field : InfoField.values()) {
      if (info.has(field)) {
        text.append(field.title()).append(": ").append(info.text(field));
        finish(field, descriptions, text);
      }
    }
    return text.toString();
  }

  /** {@code show info typed}. */
  public static String typed(InfoValues info, boolean descriptions) {
    StringBuilder text = new StringBuilder(4096);
    for (InfoField field : InfoField.values()) {
      if (info.has(field)) {
        text.append(field.ordinal()).append('.').append(field.title()).append(".1:");
        text.append(info.tags(field).letters()).append(':');
        text.append(info.type(field).word()).append(':').append(info.text(field));
        finish(field, descriptions, text);
      }
    }
    return text.toString();
  }

  /** {@code show info json}: an array of values and a line end. */
  public static String json(InfoValues info) {
    StringBuilder text = new StringBuilder(16384);
    char before = '[';
    for (InfoField field : InfoField.values()) {
      if (info.has(field)) {
        text.append(before).append('{');
        StatsJson.field(field.ordinal(), field.title(), text);
        StatsJson.tags(info.tags(field), text);
        StatsJson.value(info.type(field), info.text(field), text);
        text.append('}');
        before = ',';
      }
    }
    return text.append("]\n").toString();
  }

  private static void finish(InfoField field, boolean descriptions, StringBuilder into) {
    if (descriptions) {
      into.append(":\"").append(field.description()).append('"');
    }
    into.append('\n');
  }
}
