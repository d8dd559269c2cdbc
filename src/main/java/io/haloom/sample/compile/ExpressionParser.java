package io.haloom.sample.compile;

import io.haloom.sample.Args;
import io.haloom.sample.CompileException;
import io.haloom.sample.Converter;
import io.haloom.sample.ConverterWord;
import io.haloom.sample.Expression;
import io.haloom.sample.Fetch;
import io.haloom.sample.FetchWord;
import io.haloom.sample.SampleType;
import io.haloom.sample.convert.ConverterTable;
import io.haloom.sample.fetch.FetchTable;
import java.util.ArrayList;
import java.util.List;

/**
 * Compiles {@code fetch(args),converter(args),...} (configuration manual, section 7.1). Converters
 * may also stand in words of their own after it.
 */
public final class ExpressionParser {
  private final CompileScope scope;
  private final String context;
  private final List<ConverterWord> steps = new ArrayList<>();
  private final List<Converter> converters = new ArrayList<>();
  private String kind = "sample fetch keyword";
  private String aclWord;
  private int nextWord;
  private int end;

  /**
   * @param scope where it stands; null where it may not name proxies or servers
   * @param context what it is part of, as messages about unknown names say it: {@code "in
   *     tcp-request content expression in"}
   */
  public ExpressionParser(CompileScope scope, String context) {
    this.scope = scope;
    this.context = context;
  }

  /** For the expression of an ACL, which messages about unknown names call so. */
  static ExpressionParser ofAcl(CompileScope scope) {
    ExpressionParser parser = new ExpressionParser(scope, "in");
    parser.kind = "ACL keyword";
    return parser;
  }

  /** After {@link #parse(List, int)}: index of the first word that is not part of it. */
  public int nextWord() {
    return nextWord;
  }

  /** After {@link #parsePrefix}: offset of the first character that is not part of it. */
  public int end() {
    return end;
  }

  /**
   * Compiles the expression that starts at word {@code index}.
   *
   * @throws CompileException with HAProxy's message
   */
  public Expression parse(List<String> words, int index) throws CompileException {
    String text = word(words, index);
    nextWord = index;
    FetchWord fetch = fetchWord(text);
    Fetch compiled = fetch(fetch, text);
    SampleType type = fetch.type();
    String last = null;
    while (true) {
      if (end < text.length() && text.charAt(end) != ',') {
        throw new CompileException(
            last == null
                ? "missing comma after fetch keyword '" + fetch.name() + "'"
                : "missing comma after converter '" + last + "'",
            nextWord);
      }
      skipCommas(text);
      boolean isolated = end >= text.length();
      if (isolated) {
        text = word(words, ++nextWord);
        end = 0;
        if (text.isEmpty()) {
          break;
        }
      }
      String name = text.substring(end, wordEnd(text, end));
      ConverterWord converter = ConverterTable.STANDARD.find(name);
      if (converter == null && isolated) {
        break;
      }
      type = convert(fetch, converter, name, text, type);
      last = name;
    }
    return new Expression(fetch, compiled, steps, converters);
  }

  /**
   * Compiles an expression whose first word is an ACL's own.
   *
   * @param word the word as written, which messages name
   * @param expression the expression with the fetch in its place
   */
  Expression parseAcl(String word, String expression) throws CompileException {
    aclWord = word;
    return parse(List.of(expression), 0);
  }

  /**
   * Compiles the expression at {@code offset} and stops at the first character that cannot be part
   * of it.
   */
  public Expression parsePrefix(String text, int offset) throws CompileException {
    end = offset;
    String rest = text.substring(offset);
    FetchWord fetch = fetchWord(rest);
    end = 0;
    Fetch compiled = fetch(fetch, rest);
    SampleType type = fetch.type();
    while (end < rest.length() && rest.charAt(end) == ',') {
      skipCommas(rest);
      String name = rest.substring(end, wordEnd(rest, end));
      if (name.isEmpty()) {
        break;
      }
      type = convert(fetch, ConverterTable.STANDARD.find(name), name, rest, type);
    }
    end += offset;
    return new Expression(fetch, compiled, steps, converters);
  }

  private FetchWord fetchWord(String text) throws CompileException {
    String name = text.substring(0, wordEnd(text, 0));
    if (name.isEmpty()) {
      throw new CompileException("missing fetch method", nextWord);
    }
    FetchWord fetch = FetchTable.STANDARD.find(name);
    if (fetch == null) {
      String reason = Unsupported.fetch(name);
      throw new CompileException(
          reason == null
              ? "unknown fetch method '" + name + "'"
              : "fetch method '" + name + "' " + reason,
          nextWord);
    }
    return fetch;
  }

  private Fetch fetch(FetchWord fetch, String text) throws CompileException {
    String keyword = kind + " '" + fetch.name() + "' " + context;
    ArgParser parser = new ArgParser(text, fetch.name().length(), fetch.args(), scope, keyword);
    Args args;
    try {
      args = parser.parse();
    } catch (CompileException e) {
      throw new CompileException(
          (aclWord == null ? "fetch method '" + fetch.name() + "' : " : aclStart())
              + e.getMessage(),
          nextWord);
    }
    end = parser.end();
    try {
      return fetch.factory().make(args);
    } catch (CompileException e) {
      throw new CompileException(
          "invalid args in fetch method '" + fetch.name() + "' : " + e.getMessage(), nextWord);
    }
  }

  private String aclStart() {
    return "ACL keyword '" + aclWord + "' : ";
  }

  private SampleType convert(
      FetchWord fetch, ConverterWord converter, String name, String text, SampleType type)
      throws CompileException {
    try {
      return addConverter(fetch, converter, name, text, type);
    } catch (CompileException e) {
      throw aclWord == null ? e : new CompileException(aclStart() + e.getMessage() + ".", nextWord);
    }
  }

  private SampleType addConverter(
      FetchWord fetch, ConverterWord converter, String name, String text, SampleType type)
      throws CompileException {
    if (converter == null) {
      String reason = Unsupported.converter(name);
      throw new CompileException(
          reason == null
              ? "unknown converter '" + name + "'"
              : "converter '" + name + "' " + reason,
          nextWord);
    }
    if (!type.castsTo(converter.in())) {
      throw new CompileException("converter '" + name + "' cannot be applied", nextWord);
    }
    String keyword = "conversion keyword '" + name + "' for " + kind + " '" + fetch.name() + "' ";
    ArgParser parser =
        new ArgParser(text, end + name.length(), converter.args(), scope, keyword + context);
    Args args;
    try {
      args = parser.parse();
    } catch (CompileException e) {
      throw new CompileException(
          "invalid arg %d in converter '%s' : %s"
              .formatted(parser.position(), name, e.getMessage()),
          nextWord);
    }
    end = parser.end();
    try {
      converters.add(converter.factory().make(args));
    } catch (CompileException e) {
      throw new CompileException(
          "invalid args in converter '" + name + "' : " + e.getMessage(), nextWord);
    }
    steps.add(converter);
    return converter.out();
  }

  private void skipCommas(String text) {
    while (end < text.length() && text.charAt(end) == ',') {
      end++;
    }
  }

  private static String word(List<String> words, int index) {
    return index < words.size() ? words.get(index) : "";
  }

  static int wordEnd(String text, int from) {
    int at = from;
    while (at < text.length() && isWordChar(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isWordChar(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || "._-+:".indexOf(c) >= 0;
  }
}
