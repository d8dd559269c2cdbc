package io.haloom.sample.compile;

import io.haloom.sample.CompileException;
import io.haloom.sample.Expression;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleType;
import io.haloom.sample.compile.AclWords.AclWord;
import io.haloom.sample.match.MatchFlags;
import io.haloom.sample.match.MatchMethod;
import io.haloom.sample.match.Matcher;
import io.haloom.sample.match.PatternReference;
import io.haloom.sample.match.PatternSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Compiles ACL lines (configuration manual, section 7.1). */
public final class AclParser {
  private static final Set<String> OPERATORS = Set.of("eq", "ge", "gt", "le", "lt");

  private final CompileScope scope;

  public AclParser(CompileScope scope) {
    this.scope = scope;
  }

  /**
   * Compiles one {@code acl} line and adds it to the scope.
   *
   * @param line the name and what follows it; an empty word ends it, as everywhere
   * @throws CompileException with HAProxy's message
   */
  public void define(List<String> line) throws CompileException {
    List<String> words = untilEmpty(line);
    String name = line.getFirst();
    for (int i = 0; i < name.length(); i++) {
      if (!isNameChar(name.charAt(i))) {
        throw new CompileException("invalid character in ACL name : '" + name.charAt(i) + "'", 0);
      }
    }
    AclTest test = test(name, words.subList(Math.min(1, words.size()), words.size()));
    if (words.size() > 2 && words.get(2).startsWith("(") && words.get(1).indexOf('(') < 0) {
      scope.warn(
          "parsing acl '%s' :\n  matching '%s' for pattern '%s' is likely a mistake and probably\n"
                  .formatted(name, words.get(1), words.get(2))
              + "  not what you want. Maybe you need to remove the extraneous space before '('.\n"
              + "  If you are really sure this is not an error, please insert '--' between the\n"
              + "  match and the pattern to make this warning message disappear.");
    }
    Acl acl = scope.acl(name);
    if (acl == null) {
      acl = new Acl(name);
      scope.putAcl(name, acl);
    }
    acl.add(test);
  }

  /** A variable that is not set leaves an empty word; a pattern would match everything. */
  private static List<String> untilEmpty(List<String> words) {
    int end = words.indexOf("");
    return end < 0 ? words : words.subList(0, end);
  }

  /** An ACL between braces, or a predefined one. */
  public Acl anonymous(String name, List<String> words) throws CompileException {
    Acl acl = new Acl(name);
    acl.add(test(name, words));
    return acl;
  }

  private static boolean isNameChar(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '_'
        || c == '-'
        || c == '.'
        || c == ':';
  }

  private AclTest test(String name, List<String> words) throws CompileException {
    String subject = words.isEmpty() ? "" : words.getFirst();
    AclWord own = AclWords.find(subject.substring(0, ExpressionParser.wordEnd(subject, 0)));
    Expression expression = expression(subject, own);
    boolean ownMethod = own != null && !expression.isConverted();
    MatchMethod method = ownMethod ? own.method() : MatchMethod.ofType(expression.type());
    if (method != null && expression.type() != SampleType.BOOL && words.size() < 2) {
      warnOfNoPattern(subject);
    }
    String word = subject.substring(0, ExpressionParser.wordEnd(subject, 0));
    Options options = new Options(scope, word, expression.type(), method);
    List<String> patterns = options.read(words.subList(Math.min(1, words.size()), words.size()));
    if (options.method == null) {
      throw options.methodNeeded();
    }
    if (own != null && own.method() != options.method && own.saysHow(word)) {
      scope.warn(
          "original matching method '"
              + word
              + "' was overwritten and will not be applied as expected.");
    }
    if (options.method.takesOperators()) {
      patterns = withOperators(patterns, options.method == MatchMethod.DOTTED);
    }
    Matcher matcher = options.matcher(patterns);
    if (word.equals("http_auth_group") && subject.startsWith("(", word.length())) {
      comparesGroups(name, subject, options, ownMethod && !options.methodGiven);
    }
    SampleType type = options.method == MatchMethod.FOUND ? null : options.method.type();
    return new AclTest(word, expression, type, matcher);
  }

  private void comparesGroups(String name, String subject, Options options, boolean itsWay) {
    String userlist = subject.substring(subject.indexOf('(') + 1, subject.indexOf(')'));
    for (PatternSet set : options.sets) {
      scope.test(new GroupTest(name, userlist, itsWay ? set.patterns() : List.of()));
    }
  }

  private Expression expression(String subject, AclWord own) throws CompileException {
    ExpressionParser parser = ExpressionParser.ofAcl(scope);
    if (own == null) {
      try {
        return parser.parse(List.of(subject), 0);
      } catch (CompileException e) {
        throw new CompileException(e.getMessage() + " in ACL expression '" + subject + "'", 0);
      }
    }
    String word = subject.substring(0, ExpressionParser.wordEnd(subject, 0));
    return parser.parseAcl(word, own.fetch() + subject.substring(word.length()));
  }

  private void warnOfNoPattern(String subject) {
    scope.warn(
        "parsing acl keyword '"
            + subject
            + "' :\n"
            + "  no pattern to match against were provided, so this ACL will never match.\n"
            + "  If this is what you intended, please add '--' to get rid of this warning.\n"
            + "  If you intended to match only for existence, please use '-m found'.\n"
            + "  If you wanted to force an int to match as a bool, please use '-m bool'.\n");
  }

  /** What stands between the subject and the patterns. */
  private static final class Options {
    private final CompileScope scope;
    private final String word;
    private final SampleType type;
    private final List<PatternSet> sets = new ArrayList<>();
    private int number = -1;
    private MatchMethod method;
    private boolean methodGiven;
    private boolean ignoreCase;
    private boolean noResolve;
    private boolean map;

    Options(CompileScope scope, String word, SampleType type, MatchMethod method) {
      this.scope = scope;
      this.word = word;
      this.type = type;
      this.method = method;
    }

    /** Reads options, and gives the patterns after them. */
    List<String> read(List<String> words) throws CompileException {
      int at = 0;
      while (at < words.size() && words.get(at).startsWith("-")) {
        String option = words.get(at++);
        String value = at < words.size() ? words.get(at) : "";
        switch (option) {
          case "-i" -> ignoreCase = true;
          case "-n" -> noResolve = true;
          case "-M" -> map = true;
          case "-u" -> at = uniqueId(value, at);
          case "-f" -> at = file(value, at);
          case "-m" -> at = method(value, at);
          case "--" -> {
            return words.subList(at, words.size());
          }
          default ->
              throw new CompileException(
                  "'"
                      + option
                      + "' is not a valid ACL option. Please use '--' before any pattern"
                      + " beginning with a '-'");
        }
      }
      return words.subList(Math.min(at, words.size()), words.size());
    }

    private int uniqueId(String value, int at) throws CompileException {
      try {
        number = value.isEmpty() ? 0 : Integer.parseInt(value);
      } catch (NumberFormatException e) {
        throw new CompileException("the argument of -u must be an integer");
      }
      return at + 1;
    }

    private int file(String name, int at) throws CompileException {
      if (method == null) {
        throw methodNeeded();
      }
      sets.add(scope.patterns().forAcl(name, scope.user(map), map, method, flags()));
      return at + 1;
    }

    private int method(String name, int at) throws CompileException {
      if (!sets.isEmpty()) {
        throw new CompileException(
            "'-m' must only be specified before patterns and files in parsing ACL expression");
      }
      if (methodGiven) {
        throw new CompileException(
            "only one explicit matching method can be defined with '-m' parameter. if migrating"
                + " from an old version, just keep the last one");
      }
      MatchMethod wanted = MatchMethod.of(name);
      if (wanted == null) {
        throw new CompileException(
            "unknown matching method '" + name + "' when parsing ACL expression");
      }
      if (wanted != MatchMethod.FOUND && !type.castsTo(wanted.type())) {
        throw new CompileException(
            "matching method '" + name + "' cannot be used with fetch keyword '" + word + "'");
      }
      method = wanted;
      methodGiven = true;
      return at + 1;
    }

    CompileException methodNeeded() {
      return new CompileException(
          "matching method must be specified first (using '-m') when using a sample fetch of this"
              + " type ('"
              + word
              + "')");
    }

    private MatchFlags flags() {
      return new MatchFlags(ignoreCase, noResolve);
    }

    /** What was loaded from files, and then what stands in the line itself. */
    Matcher matcher(List<String> patterns) throws CompileException {
      PatternReference own = scope.patterns().inline(word, scope.user(false), number);
      sets.add(own.set(method, flags(), null));
      for (String pattern : patterns) {
        own.define(pattern);
      }
      PatternSet[] all = sets.toArray(PatternSet[]::new);
      return all.length == 1 ? all[0] : sample -> anyMatches(all, sample);
    }

    private static boolean anyMatches(PatternSet[] all, Sample sample) {
      for (PatternSet set : all) {
        if (set.matches(sample)) {
          return true;
        }
      }
      return false;
    }
  }

  /** Rewrites {@code gt 5} as the range {@code 6:}; an operator counts until the next one. */
  private static List<String> withOperators(List<String> words, boolean dotted)
      throws CompileException {
    List<String> patterns = new ArrayList<>();
    String operator = "eq";
    for (String word : words) {
      if (OPERATORS.contains(word)) {
        operator = word;
      } else if (operator.equals("eq") || word.indexOf(':') >= 0 || word.indexOf('-') >= 0) {
        patterns.add(word);
      } else {
        patterns.add(range(operator, word, dotted));
      }
    }
    return patterns;
  }

  private static String range(String operator, String word, boolean dotted)
      throws CompileException {
    int dot = dotted ? word.indexOf('.') : -1;
    long value;
    try {
      if (word.startsWith("+")) {
        throw new NumberFormatException();
      }
      value = Long.parseLong(dot < 0 ? word : word.substring(0, dot));
      if (dotted) {
        value = value << 16 | (dot < 0 ? 0 : Long.parseLong(word.substring(dot + 1)));
      }
    } catch (NumberFormatException e) {
      throw new CompileException("'" + word + "' is neither a number nor a supported operator");
    }
    value += operator.equals("gt") ? 1 : operator.equals("lt") ? -1 : 0;
    String bound = dotted ? (value >> 16) + "." + (value & 0xFFFF) : Long.toString(value);
    return operator.startsWith("g") ? bound + ":" : ":" + bound;
  }
}
