package io.haloom.rule;

import io.haloom.http.HeaderName;
import io.haloom.http.Headers;
import io.haloom.regex.Regex;
import io.haloom.sample.CompileException;
import io.haloom.sample.Expressions;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** {@code del-header NAME [-m METHOD]}. */
final class DeleteHeaderAction {
  private DeleteHeaderAction() {}

  static List<ActionWord> words() {
    return List.of(ActionWord.of("del-header", ActionWord.http(), (line, word) -> compile(line)));
  }

  private static Action compile(ActionLine line) throws CompileException {
    if (line.peek().isEmpty()) {
      throw line.error("expects at least 1 argument");
    }
    RulePlace place = line.place();
    if (line.rest().size() < 2 || !line.rest().get(1).equals("-m")) {
      HeaderName name = HeadEdits.name(line);
      return context -> {
        HeadEdits.head(context, place).headers().remove(name);
        return Verdict.CONTINUE;
      };
    }
    Predicate<String> wanted = wanted(line);
    return context -> {
      Headers headers = HeadEdits.head(context, place).headers();
      for (int field = headers.count() - 1; field >= 0; field--) {
        if (wanted.test(headers.name(field).toLowerCase(Locale.ROOT))) {
          headers.remove(field);
        }
      }
      return Verdict.CONTINUE;
    };
  }

  /** Judges names, which are in lower case as HTTP/2 sends them and HAProxy keeps them. */
  private static Predicate<String> wanted(ActionLine line) throws CompileException {
    String written = line.next();
    line.next();
    if (line.peek().isEmpty()) {
      throw line.error("-m flag expects exactly 1 argument");
    }
    String text = written.toLowerCase(Locale.ROOT);
    String method = line.next();
    return switch (method) {
      case "str" -> text::equals;
      case "beg" -> name -> name.startsWith(text);
      case "end" -> name -> name.endsWith(text);
      case "sub" -> name -> name.contains(text);
      case "reg" -> {
        Regex regex = Expressions.compile(written, Regex.Options.CAPTURING);
        yield regex::find;
      }
      default -> throw line.error("-m with unsupported matching method '" + method + "'");
    };
  }
}
