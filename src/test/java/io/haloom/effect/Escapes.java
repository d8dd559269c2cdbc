package io.haloom.effect;

/**
 * Texts of case files, in which bytes are written as {@code \r}, {@code \n}, {@code \xNN}, and
 * {@code \*100y} is a hundred of that letter.
 */
final class Escapes {
  private Escapes() {}

  static String read(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char next = c == '\\' && i + 1 < text.length() ? text.charAt(i + 1) : 0;
      switch (next) {
        case 'r' -> out.append('\r');
        case 'n' -> out.append('\n');
        case 'x' -> {
          out.append((char) Integer.parseInt(text.substring(i + 2, i + 4), 16));
          i += 2;
        }
        case '*' -> {
          int end = i + 2;
          while (Character.isDigit(text.charAt(end))) {
            end++;
          }
          out.repeat(text.charAt(end), Integer.parseInt(text.substring(i + 2, end)));
          i = end - 1;
        }
        case 0 -> out.append(c);
        default -> out.append(c).append(next);
      }
      i += next == 0 ? 0 : 1;
    }
    return out.toString();
  }
}
