package io.haloom.config;

/**
 * A piece of a line to show to a person, with the bad character pointed at.
 *
 * @param text printable ASCII only, cut with {@code ...} where too long
 * @param position of the bad character in it, from 0
 */
record Excerpt(String text, int position) {

  /** The part of {@code line} around {@code position}, at most {@code width} characters. */
  static Excerpt of(String line, int position, int width) {
    StringBuilder out = new StringBuilder();
    int shift = 0;
    int end = width;
    if (position >= width) {
      shift = position - width / 2;
      out.append("...");
      end = width - 3;
    }
    int from = shift == 0 ? 0 : shift + 3;
    for (int i = from; i < line.length() && out.length() < end; i++) {
      char c = line.charAt(i);
      out.append(c == '\t' ? ' ' : c >= ' ' && c < 0x7F ? c : '?');
    }
    if (end < width) {
      out.append("...");
    }
    return new Excerpt(out.toString(), position - shift);
  }

  /** A caret under the bad character, with {@code indent} characters printed before the text. */
  String caret(int indent) {
    return " ".repeat(position + indent) + "^";
  }
}
