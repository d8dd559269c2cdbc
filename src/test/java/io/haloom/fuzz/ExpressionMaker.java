package io.haloom.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Fetches with converters, conditions and log formats; some of them make no sense. */
final class ExpressionMaker {
  private static final String[] REQUEST_FETCHES = words("request-fetches.txt");
  private static final String[] RESPONSE_FETCHES = words("response-fetches.txt");
  private static final String[] CONVERTERS = words("converters.txt");
  private static final String[] KINDS = {
    "found", "bool", "int", "ip", "bin", "len", "str", "beg", "sub", "dir", "dom", "end", "reg"
  };
  private static final String[] NUMBERS = {
    "1", "1:5", "gt 3", "lt 0", "ge 2", "le 7", "eq 5 6", "-5:5", "0", "5:", ":3", "200:299", "404",
    "ge -1"
  };
  private static final String[] ADDRESSES = {
    "127.0.0.0/8",
    "10.0.0.0/8",
    "10.1.2.3",
    "::1",
    "2001:db8::/32",
    "1.2.3.4 127.0.0.1",
    "0.0.0.0/0",
    "::/0"
  };
  private static final String[] WORDS = {
    "a",
    "abc",
    "/a",
    "a b",
    "b.c",
    "GET",
    "POST",
    "x y",
    "/",
    ".",
    "com",
    "A",
    "-",
    "index",
    "1",
    "10.1.2.3",
    "a.b.c",
    "v1",
    "text",
    "true",
    "",
    "%61",
    "'a b'",
    "abc def",
    "h",
    "example.com"
  };
  private static final String[] EXPRESSIONS = {
    "^a", "a|b", "[0-9]+", "c$", "^/[a-z]*$", ".", "x?", "(a)(b)", "^$", "\\.", "A", "b.*c"
  };
  private static final String[] VARIABLES = {
    "HM", "HP", "HQ", "HU", "HV", "ST", "b", "f", "ft", "s", "hr", "hs", "tsc", "CC", "CS", "rc",
    "HPO", "r", "hrl", "hsl", "ci", "sq", "bq", "ts"
  };
  private static final String[] FLAGS = {"", "", "", "+Q", "+E", "+X", "-Q", "Q", "+Q,+E", "-E"};

  private final Choice choice;

  private static String[] words(String resource) {
    try (InputStream in = ExpressionMaker.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ExpressionMaker(Choice choice) {
    this.choice = choice;
  }

  String fetch(boolean response) {
    if (choice.oneIn(40)) {
      return choice.of(response ? REQUEST_FETCHES : RESPONSE_FETCHES);
    }
    return choice.of(response ? RESPONSE_FETCHES : REQUEST_FETCHES);
  }

  String expression(boolean response) {
    StringBuilder text = new StringBuilder(fetch(response));
    for (int i = choice.below(4); i > 0; i--) {
      text.append(',').append(choice.of(CONVERTERS));
    }
    return text.toString();
  }

  /** In quotes, as a line has it. */
  String format(boolean response) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = choice.below(3); i >= 0; i--) {
      text.append(choice.of("", "", "x", "a b", "/", "-", "%%", "[", "'", "=", ","));
      text.append(part(response));
    }
    return text.append(choice.of("", "", "!", " ")).append('"').toString();
  }

  private String part(boolean response) {
    String flags = choice.of(FLAGS);
    if (choice.oneIn(6)) {
      return "%" + (flags.isEmpty() ? "" : "{" + flags + "}") + choice.of(VARIABLES);
    }
    String expression = expression(response).replace("'$", "'\\$");
    return "%" + (flags.isEmpty() ? "" : "{" + flags + "}") + "[" + expression + "]";
  }

  /** Nothing, or {@code if} or {@code unless} and a condition. */
  String condition(boolean response) {
    if (choice.oneIn(3)) {
      return "";
    }
    StringBuilder text = new StringBuilder(choice.of(" if", " if", " unless"));
    for (int i = choice.below(3); i >= 0; i--) {
      text.append(choice.oneIn(4) ? " !" : " ").append(term(response));
      if (i > 0) {
        text.append(choice.of("", "", " or", " ||"));
      }
    }
    return text.toString();
  }

  private String term(boolean response) {
    if (choice.oneIn(5)) {
      return choice.of(
          "TRUE",
          "FALSE",
          "METH_GET",
          "HTTP_1.1",
          "HTTP_URL_SLASH",
          "a1",
          "a1",
          "a2",
          "a2",
          "HTTP_CONTENT");
    }
    return "{ " + test(response) + " }";
  }

  /** An expression, how it is matched, and with what. */
  String test(boolean response) {
    String kind = choice.of(KINDS);
    String text = expression(response);
    if (choice.oneIn(3)) {
      return text + choice.of("", " a", " 1", " -i ABC", " abc");
    }
    text += choice.oneIn(4) ? " -i" : "";
    text += " -m " + kind;
    return text + (kind.equals("found") || kind.equals("bool") ? "" : patterns(kind));
  }

  private String patterns(String kind) {
    StringBuilder text = new StringBuilder(choice.oneIn(6) ? " --" : "");
    for (int i = choice.below(3); i >= 0; i--) {
      text.append(' ');
      text.append(
          switch (kind) {
            case "int", "len" -> choice.of(NUMBERS);
            case "ip" -> choice.of(ADDRESSES);
            case "bin" -> choice.of("61", "616263", "00ff", "2f61");
            case "reg" -> choice.of(EXPRESSIONS);
            default -> choice.of(WORDS).replace(" ", "\\ ").replace("'a\\ b'", "'a b'");
          });
    }
    return text.toString();
  }

  String regex() {
    return choice.of(EXPRESSIONS);
  }
}
