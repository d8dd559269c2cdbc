package io.haloom.model.load;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Today's form of {@code reqadd}, {@code rspdel}, {@code block} and their kin, where they concern
 * one header. Their expressions looked at whole lines, and so at any header or the request line.
 */
final class OldRewriting {
  /** The start of an expression for one header, whose name is plain text. */
  private static final Pattern HEADER =
      Pattern.compile("\\^([A-Za-z0-9_]+(?:\\\\?-[A-Za-z0-9_]+)*):(?:\\\\? |\\\\s[*+]?)*(.*)");

  private final ProxyLine line;

  private OldRewriting(ProxyLine line) {
    this.line = line;
  }

  /** The words of today's line, or null where there is none that does the same. */
  static List<String> translated(ProxyLine line) {
    return new OldRewriting(line).words();
  }

  /** Words as they would be written on a line. */
  static String text(List<String> words) {
    return String.join(
        " ", words.stream().map(w -> w.replace("\\", "\\\\").replace(" ", "\\ ")).toList());
  }

  private List<String> words() {
    String word = line.keyword();
    String direction = word.startsWith("rsp") ? "http-response" : "http-request";
    return switch (word) {
      case "block" -> with(List.of("http-request", "deny"), 1);
      case "monitor-net" ->
          line.proxy().isHttp() && line.has(1)
              ? List.of(
                  "http-request", "return", "status", "200", "if", "{", "src", line.word(1), "}")
              : null;
      case "reqadd", "rspadd" -> add(direction);
      case "reqdel", "reqidel", "rspdel", "rspidel" -> delete(direction);
      case "reqrep", "rsprep" -> replace(direction, "");
      case "reqirep", "rspirep" -> replace(direction, "(?i)");
      default -> null;
    };
  }

  private List<String> with(List<String> first, int from) {
    List<String> all = new ArrayList<>(first);
    all.addAll(line.from(from));
    return all;
  }

  /** A percent sign starts an expression in today's formats. */
  private static String literal(String text) {
    return text.replace("%", "%%");
  }

  private List<String> add(String direction) {
    String text = line.word(1);
    int colon = text.indexOf(':');
    if (colon <= 0) {
      return null;
    }
    String value = literal(text.substring(colon + 1).strip());
    String name = text.substring(0, colon);
    return value.isEmpty() ? null : with(List.of(direction, "add-header", name, value), 2);
  }

  private static String name(Matcher header) {
    return header.group(1).replace("\\", "");
  }

  private List<String> delete(String direction) {
    Matcher header = HEADER.matcher(line.word(1));
    boolean whole = header.matches() && (header.group(2).isEmpty() || header.group(2).equals(".*"));
    return whole ? with(List.of(direction, "del-header", name(header)), 2) : null;
  }

  private List<String> replace(String direction, String flags) {
    Matcher header = HEADER.matcher(line.word(1));
    String text = line.word(2);
    int colon = text.indexOf(':');
    boolean sameHeader =
        header.matches() && colon > 0 && text.substring(0, colon).equalsIgnoreCase(name(header));
    if (!sameHeader || header.group(2).isEmpty()) {
      return null;
    }
    String value = literal(text.substring(colon + 1).replaceFirst("^(\\\\? )+", ""));
    String expression = flags + "^" + header.group(2);
    return with(List.of(direction, "replace-header", name(header), expression, value), 3);
  }
}
