package io.haloom.model.load.old;

import io.haloom.model.load.line.ProxyLine;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Today's form of {@code reqadd}, {@code rspdel}, {@code block} and their kin, where they concern
 * one header or the request's target.
 */
final class OldRewriting {
  /** An expression for all headers whose name starts so. */
  private static final Pattern NAME_START =
      Pattern.compile("\\^([A-Za-z0-9_]+(?:\\\\?-[A-Za-z0-9_]*)*)");

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
        " ", words.stream().map(w -> w.replaceAll("[\\\\ #\"']", "\\\\$0")).toList());
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
      case "reqallow", "reqiallow" -> decide(direction, "allow");
      case "reqdeny", "reqideny", "rspdeny", "rspideny" -> decide(direction, "deny");
      case "reqtarpit", "reqitarpit" -> decide(direction, "tarpit");
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

  private List<String> delete(String direction) {
    Matcher start = NAME_START.matcher(line.word(1));
    if (start.matches()) {
      String name = start.group(1).replace("\\", "");
      return with(List.of(direction, "del-header", name, "-m", "beg"), 2);
    }
    OldExpression old = OldExpression.of(line.word(1));
    boolean whole =
        old != null && old.header() != null && (old.rest().isEmpty() || old.rest().equals(".*"));
    return whole ? with(List.of(direction, "del-header", old.header()), 2) : null;
  }

  private List<String> replace(String direction, String flags) {
    OldExpression old = OldExpression.of(line.word(1));
    boolean anyTarget = old != null && old.header() == null && old.rest().isEmpty();
    if (old == null || anyTarget) {
      return null;
    }
    String expression = flags + "^" + old.rest();
    String text = OldExpression.plain(line.word(2));
    if (old.header() == null) {
      String target = direction.equals("http-request") ? target(old, text) : null;
      return target == null ? null : with(List.of(direction, "replace-uri", expression, target), 3);
    }
    int colon = text.indexOf(':');
    if (colon <= 0 || !text.substring(0, colon).equalsIgnoreCase(old.header())) {
      return null;
    }
    String value = literal(text.substring(colon + 1).stripLeading());
    return with(List.of(direction, "replace-header", old.header(), expression, value), 3);
  }

  /**
   * The target of a new request line that keeps the method, its first group, and what follows the
   * target, which is in the last group.
   */
  private static String target(OldExpression old, String text) {
    int last = old.groups() + 1;
    String method = old.prefix() == null ? null : old.prefix().isEmpty() ? "\\1 " : "\\1";
    boolean kept =
        method != null
            && text.startsWith(method)
            && old.rest().endsWith("(.*)")
            && text.endsWith("\\" + last);
    if (!kept) {
      return null;
    }
    String target = literal(old.prefix() + text.substring(method.length()));
    for (int group = 1; group <= last; group++) {
      target = target.replace("\\" + group, group == 1 ? " " : "\\" + (group - 1));
    }
    return target.contains(" ") ? null : target;
  }

  /** A rule that ends the evaluation where a line matches. */
  private List<String> decide(String direction, String action) {
    OldExpression old = OldExpression.of(line.word(1));
    if (old == null || old.header() == null && direction.equals("http-response")) {
      return null;
    }
    List<String> words = new ArrayList<>(List.of(direction, action, "if", "{"));
    String side = direction.equals("http-request") ? "req" : "res";
    words.add(old.header() == null ? "url" : side + ".fhdr(" + old.header() + ")");
    if (old.rest().isEmpty()) {
      words.addAll(List.of("-m", "found"));
    } else {
      words.addAll(List.of("-m", "reg"));
      if (line.keyword().charAt(3) == 'i') {
        words.add("-i");
      }
      words.add("^" + old.rest());
    }
    words.add("}");
    List<String> condition = line.from(2);
    return condition.isEmpty() || addCondition(words, condition) ? words : null;
  }

  /** Demands a condition of the line, too; false where it has alternatives. */
  private static boolean addCondition(List<String> words, List<String> condition) {
    List<String> terms = condition.subList(1, condition.size());
    if (terms.contains("or") || terms.contains("||")) {
      return false;
    }
    if (condition.get(0).equals("if")) {
      return words.addAll(terms);
    }
    boolean one = condition.get(0).equals("unless") && terms.size() == 1;
    return one && !terms.get(0).startsWith("!") && words.add("!" + terms.get(0));
  }
}
