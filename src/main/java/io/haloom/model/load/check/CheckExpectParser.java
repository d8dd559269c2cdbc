package io.haloom.model.load.check;

import io.haloom.model.CheckStep;
import io.haloom.model.CheckStep.Match;
import io.haloom.model.CheckStep.TextMatch;
import io.haloom.model.CheckStep.Verdicts;
import io.haloom.model.load.word.LineException;
import io.haloom.model.load.word.Numbers;
import io.haloom.regex.Regex;
import io.haloom.sample.CompileException;
import io.haloom.sample.Expressions;
import io.haloom.sample.LogFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code tcp-check expect} and {@code http-check expect}. */
final class CheckExpectParser {
  private static final List<String> METHODS = List.of("str", "beg", "end", "sub", "reg");

  private final CheckLine words;
  private Match match;
  private boolean negated;
  private int minRecv = -1;
  private LogFormat onSuccess;
  private LogFormat onError;
  private String okStatus;
  private String errorStatus;
  private String timeoutStatus;
  private LogFormat statusCode;
  private String comment;

  CheckExpectParser(CheckLine words) {
    this.words = words;
  }

  CheckStep parse() throws LineException {
    if (!words.hasNext()) {
      throw new LineException("expects at least a matching pattern as arguments");
    }
    while (words.hasNext()) {
      String word = words.next();
      boolean pattern = word.startsWith("!");
      while (word.startsWith("!")) {
        negated = !negated;
        word = word.substring(1);
        if (word.isEmpty() && words.hasNext()) {
          word = words.next();
        }
      }
      if (!option(word, pattern)) {
        pattern(word);
      }
    }
    if (match == null) {
      throw new LineException("pattern not found");
    }
    Verdicts verdicts =
        new Verdicts(onSuccess, onError, okStatus, errorStatus, timeoutStatus, statusCode);
    return new CheckStep.Expect(match, negated, minRecv, verdicts, comment);
  }

  /** Treats a word that is no pattern; returns whether it was one of those. */
  private boolean option(String word, boolean afterMark) throws LineException {
    switch (word) {
      case "min-recv",
          "comment",
          "on-success",
          "on-error",
          "ok-status",
          "error-status",
          "tout-status",
          "status-code" -> {
        if (afterMark) {
          throw new LineException("[!] not supported with '" + word + "'");
        }
      }
      default -> {
        return false;
      }
    }
    switch (word) {
      case "min-recv" -> minRecv();
      case "comment" -> comment = words.value(word, "a string as argument");
      case "on-success" -> onSuccess = words.format(words.value(word, "a string as argument"));
      case "on-error" -> onError = words.format(words.value(word, "a string as argument"));
      case "status-code" ->
          statusCode =
              words.expression(words.value(word, "an expression as argument"), "status-code");
      case "ok-status" ->
          okStatus = status(word, "'L4OK', 'L6OK', 'L7OK' or 'L7OKC'", "L7OK L7OKC L6OK L4OK");
      case "error-status" ->
          errorStatus =
              status(word, "'L4CON', 'L6RSP', 'L7RSP' or 'L7STS'", "L7RSP L7STS L7OKC L6RSP L4CON");
      default ->
          timeoutStatus = status(word, "'L4TOUT', 'L6TOUT' or 'L7TOUT'", "L7TOUT L6TOUT L4TOUT");
    }
    return true;
  }

  private void minRecv() throws LineException {
    String text = words.value("min-recv", "a integer as argument");
    minRecv = Numbers.leading(text);
    if (minRecv < -1) {
      throw new LineException("'min-recv' expects -1 or an integer from 0 to INT_MAX");
    }
  }

  private String status(String word, String help, String known) throws LineException {
    String text = words.value(word, "a string as argument");
    String upper = text.toUpperCase(Locale.ROOT);
    if (!List.of(known.split(" ")).contains(upper)) {
      throw new LineException(
          "'%s' only supports %s status (got '%s').".formatted(word, help, text));
    }
    return upper;
  }

  private void pattern(String word) throws LineException {
    boolean common = List.of("string", "rstring", "string-lf").contains(word);
    boolean binary = List.of("binary", "rbinary", "binary-lf").contains(word);
    boolean http = List.of("status", "rstatus", "hdr", "fhdr").contains(word);
    if (!common && !(binary && !words.http()) && !(http && words.http())) {
      throw unknown(word);
    }
    if (match != null) {
      throw new LineException("only one pattern expected");
    }
    match = word.endsWith("hdr") ? header(word) : simple(word);
  }

  private LineException unknown(String word) {
    return new LineException(
        words.http()
            ? "'only supports min-recv, [!]string', '[!]rstring', '[!]string-lf', '[!]status',"
                + " '[!]rstatus', [!]hdr, [!]fhdr or comment but got '"
                + word
                + "' as argument."
            : "'only supports min-recv, '[!]binary', '[!]string', '[!]rstring',"
                + " '[!]string-lf''[!]rbinary', '[!]binary-lf' or comment but got '"
                + word
                + "' as argument.");
  }

  private Match simple(String word) throws LineException {
    String text = words.value(word, "a <pattern> as argument");
    return switch (word) {
      case "string" -> new Match.Bytes(CheckLine.bytes(text), false);
      case "binary" ->
          new Match.Bytes(CheckLine.binary(text, "invalid binary string (", ")"), true);
      case "rstring" -> new Match.Expression(regex(text, false), false);
      case "rbinary" -> new Match.Expression(regex(text, false), true);
      case "string-lf" -> new Match.Format(words.format(text), false);
      case "binary-lf" -> new Match.Format(words.format(text), true);
      case "rstatus" -> new Match.StatusExpression(regex(text, false));
      default -> new Match.Status(statusCodes(text));
    };
  }

  private static Regex regex(String text, boolean ignoreCase) throws LineException {
    try {
      return Expressions.compile(text, new Regex.Options(ignoreCase, false));
    } catch (CompileException e) {
      throw new LineException(e.getMessage());
    }
  }

  private static List<int[]> statusCodes(String text) throws LineException {
    List<int[]> ranges = new ArrayList<>();
    for (String range : text.split(",", -1)) {
      int dash = range.indexOf('-');
      String low = dash < 0 ? range : range.substring(0, dash);
      String high = dash < 0 ? range : range.substring(dash + 1);
      requireDigits(low);
      requireDigits(high);
      if (Numbers.leading(low) > Numbers.leading(high)) {
        throw new LineException("invalid range of status codes '" + text + "'");
      }
      ranges.add(new int[] {Numbers.leading(low), Numbers.leading(high)});
    }
    return List.copyOf(ranges);
  }

  private static void requireDigits(String text) throws LineException {
    if (Numbers.length(text) < text.length()) {
      throw new LineException(
          "invalid character '"
              + text.charAt(Numbers.length(text))
              + "' in the list of status codes");
    }
  }

  private Match header(String word) throws LineException {
    String help = "at the name keyword as first argument followed by a pattern";
    String nameWord = words.value(word, help);
    if (!nameWord.equals("name") && !nameWord.equals("name-lf") || !words.hasNext()) {
      throw new LineException("'" + word + "' expects " + help);
    }
    TextMatch name = text(word, nameWord.equals("name-lf"), true);
    TextMatch value = null;
    String valueWord = words.peek();
    if (valueWord.equals("value") || valueWord.equals("value-lf")) {
      words.next();
      value = text(word, valueWord.equals("value-lf"), false);
    }
    return new Match.Header(name, value, word.equals("fhdr"));
  }

  /** A name or a value; names match whatever their case. */
  private TextMatch text(String word, boolean format, boolean name) throws LineException {
    String method = "str";
    if (words.peek().equals("-m")) {
      words.next();
      method = method(word, format);
    }
    if (!words.hasNext()) {
      throw new LineException("'" + word + "' expect a pattern with the value keyword");
    }
    String text = words.next();
    if (method.equals("reg")) {
      return new TextMatch(method, null, regex(text, name));
    }
    return new TextMatch(method, format ? words.format(text) : new LiteralFormat(text), null);
  }

  private String method(String word, boolean format) throws LineException {
    if (!words.hasNext()) {
      throw new LineException(
          "'"
              + word
              + "' : '-m' expects at a matching pattern ('str', 'beg', 'end', 'sub' or 'reg')");
    }
    String method = words.next();
    if (!METHODS.contains(method)) {
      throw new LineException(
          "'%s' : '-m' only supports 'str', 'beg', 'end', 'sub' or 'reg' (got '%s')"
              .formatted(word, method));
    }
    if (method.equals("reg") && format) {
      throw new LineException(
          "'" + word + "': log-format string is not supported with a regex matching method");
    }
    return method;
  }
}
