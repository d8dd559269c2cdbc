package io.haloom.harness;

/** Bytes, a character each, as they are shown and as expressions of known differences see them. */
public final class Printed {
  private Printed() {}

  /** Line feeds end a line and are shown; what is not printable is written as {@code \xNN}. */
  public static String of(String bytes) {
    StringBuilder text = new StringBuilder();
    for (char c : bytes.toCharArray()) {
      switch (c) {
        case '\r' -> text.append("\\r");
        case '\n' -> text.append("\\n\n");
        case '\\' -> text.append("\\\\");
        default ->
            text.append(c >= ' ' && c < 127 ? String.valueOf(c) : "\\x%02x".formatted((int) c));
      }
    }
    return text.toString();
  }

  /** The lines of both that differ, and those around them. */
  public static String difference(String theirs, String ours) {
    String[] their = theirs.split("\n");
    String[] our = ours.split("\n");
    int most = Math.min(their.length, our.length);
    int same = 0;
    while (same < most && their[same].equals(our[same])) {
      same++;
    }
    int end = 0;
    while (end < most - same && their[their.length - 1 - end].equals(our[our.length - 1 - end])) {
      end++;
    }
    StringBuilder text = new StringBuilder();
    lines(text, "  ", their, 0, same);
    lines(text, "HAProxy: ", their, same, their.length - end);
    lines(text, "Haloom:  ", our, same, our.length - end);
    lines(text, "  ", their, their.length - end, their.length);
    return shortened(text.toString());
  }

  private static void lines(StringBuilder text, String before, String[] lines, int from, int to) {
    for (int i = from; i < to; i++) {
      text.append(before).append(lines[i]).append('\n');
    }
  }

  /** Long runs of one character are shortened, so that a failure can be read. */
  public static String shortened(String text) {
    return text.replaceAll("(.)\\1{60,}", "$1$1$1...$1");
  }
}
