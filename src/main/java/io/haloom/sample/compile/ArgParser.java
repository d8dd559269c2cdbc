package io.haloom.sample.compile;

import io.haloom.config.ArgumentText;
import io.haloom.sample.ArgSpec;
import io.haloom.sample.ArgType;
import io.haloom.sample.Args;
import io.haloom.sample.Bytes;
import io.haloom.sample.CompileException;
import io.haloom.sample.IpText;
import io.haloom.sample.match.MapFile;
import io.haloom.sample.match.PatternReferences;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code (arg,arg...)} after the word of a fetch or converter (configuration manual, section
 * 2.2: quotes and backslashes inside arguments).
 */
final class ArgParser {
  private final String text;
  private final ArgSpec spec;
  private final CompileScope scope;
  private final String keyword;
  private final List<Object> values = new ArrayList<>();
  private int at;

  /**
   * @param at where the parenthesis may stand in {@code text}
   * @param keyword how a message about an unknown name calls the word, see {@link NameReference}
   */
  ArgParser(String text, int at, ArgSpec spec, CompileScope scope, String keyword) {
    this.text = text;
    this.at = at;
    this.spec = spec;
    this.scope = scope;
    this.keyword = keyword;
  }

  /** Offset of the first character that is not part of the arguments. */
  int end() {
    return at;
  }

  /** The argument a failure is about, from 1. */
  int position() {
    return values.size() + 1;
  }

  Args parse() throws CompileException {
    boolean listed = at < text.length() && text.charAt(at) == '(';
    if (listed) {
      at++;
    }
    if (!spec.types().isEmpty() && (listed || spec.required() > 0)) {
      parseValues(listed);
    }
    if (values.size() < spec.required()) {
      throw new CompileException(
          "missing arguments (got %d/%d), type '%s' expected"
              .formatted(values.size(), spec.required(), spec.types().get(values.size()).phrase()));
    }
    if (listed) {
      close();
    }
    return values.isEmpty() ? Args.NONE : new Args(List.copyOf(values), scope != null);
  }

  private void parseValues(boolean listed) throws CompileException {
    while (values.size() < spec.types().size()) {
      ArgType type = spec.types().get(values.size());
      String word = listed ? word(type) : "";
      Object value = value(type, word);
      if (value == null) {
        if (values.size() >= spec.required()) {
          return;
        }
        throw new CompileException(
            "expected type '%s' at position %d, but got nothing"
                .formatted(type.phrase(), position()));
      }
      values.add(value);
      if (!listed || at >= text.length() || text.charAt(at) != ',') {
        return;
      }
      if (values.size() < spec.types().size()) {
        at++;
      }
    }
  }

  private void close() throws CompileException {
    if (at < text.length() && text.charAt(at) == ')') {
      at++;
      return;
    }
    String rest = text.substring(at);
    throw new CompileException(
        rest.isEmpty() ? "expected ')'" : "expected ')' before '" + rest + "'");
  }

  private String word(ArgType type) throws CompileException {
    StringBuilder out = new StringBuilder();
    at = ArgumentText.read(text, at, out);
    if (text.startsWith("\\", at)) {
      throw new CompileException(
          "failed to parse '%s' after '%s' as type '%s' at position %d"
              .formatted(text.substring(at), out, type.phrase(), position()));
    }
    return out.toString();
  }

  /** Null where an empty word stands for nothing. */
  private Object value(ArgType type, String word) throws CompileException {
    Object value =
        switch (type) {
          case SINT -> integer(word);
          case IPV4 -> IpText.parseIpv4Strictly(word);
          case IPV6 -> IpText.parseIpv6(word);
          case MASK4 -> mask(word, 32);
          case MASK6 -> mask(word, 128);
          case FRONTEND, BACKEND, SERVER, USERLIST, TABLE -> name(type, word);
          case REGEX -> regex(word);
          case MAP -> map(word);
          default -> word;
        };
    if (value == null && !word.isEmpty()) {
      throw new CompileException(
          "failed to parse '%s' as type '%s' at position %d"
              .formatted(word, type.phrase(), position()));
    }
    return value;
  }

  private static Long integer(String word) {
    int digits = word.startsWith("-") || word.startsWith("+") ? 1 : 0;
    for (int i = digits; i < word.length(); i++) {
      if (word.charAt(i) < '0' || word.charAt(i) > '9') {
        return null;
      }
    }
    byte[] bytes = Bytes.of(word);
    return word.isEmpty() ? null : Bytes.leadingInteger(bytes, 0, bytes.length);
  }

  private static byte[] mask(String word, int width) {
    if (word.indexOf(width == 32 ? '.' : ':') >= 0) {
      return width == 32 ? IpText.parseIpv4Strictly(word) : IpText.parseIpv6(word);
    }
    int length = IpText.maskLength(word, width);
    if (length < 0) {
      return null;
    }
    byte[] mask = new byte[width / 8];
    for (int bit = 0; bit < length; bit++) {
      mask[bit / 8] |= (byte) (0x80 >> bit % 8);
    }
    return mask;
  }

  private MapFile map(String word) {
    return scope == null
        ? new MapFile(new PatternReferences(), word, new PatternReferences.User(true, "", 0))
        : new MapFile(scope.patterns(), word, scope.user(true));
  }

  /** What is wrong with it is told when all is read. */
  private String regex(String word) {
    if (scope != null) {
      String place = scope.file() + ":" + scope.line();
      scope.refer(new NameReference(ArgType.REGEX, word, position(), keyword, scope.name(), place));
    }
    return word;
  }

  private String name(ArgType type, String word) throws CompileException {
    if (scope == null) {
      throw new CompileException(
          "unresolved argument of type '%s' at position %d not allowed"
              .formatted(type.phrase(), position()));
    }
    String name = word.isEmpty() && type != ArgType.SERVER ? scope.name() : word;
    if (type == ArgType.SERVER && name.indexOf('/') < 0) {
      name = scope.name() + "/" + name;
    }
    String place = scope.file() + ":" + scope.line();
    scope.refer(new NameReference(type, name, position(), keyword, scope.name(), place));
    return name;
  }
}
