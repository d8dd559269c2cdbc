package io.haloom.model.load.word;

/** Lays messages of several lines out as HAProxy does: each on a line of its own, indented. */
public final class MessageLines {
  private MessageLines() {}

  /** The text as it stands behind what it is about; a single line stays as it is. */
  public static String indented(String text) {
    String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    if (body.indexOf('\n') < 0) {
      return body;
    }
    return "\n" + body.stripTrailing().replaceFirst("^\n+", "").indent(2).stripTrailing();
  }
}
