package io.haloom.sample.match;

import io.haloom.sample.CompileException;
import io.haloom.sample.SampleType;
import java.util.List;

/** How samples are compared with patterns: {@code -m} (configuration manual, section 7.1). */
public enum MatchMethod {
  FOUND("found", SampleType.SINT),
  BOOL("bool", SampleType.SINT),
  INT("int", SampleType.SINT),
  IP("ip", SampleType.ADDR),
  BIN("bin", SampleType.BIN),
  LEN("len", SampleType.STR),
  STR("str", SampleType.STR),
  BEG("beg", SampleType.STR),
  SUB("sub", SampleType.STR),
  DIR("dir", SampleType.STR),
  DOM("dom", SampleType.STR),
  END("end", SampleType.STR),
  REG("reg", SampleType.STR),
  /** HTTP methods; has no word of its own, one fetch asks for it. */
  METH(null, SampleType.METH),
  /** Numbers with two parts; has no word of its own, some fetches ask for it. */
  DOTTED(null, SampleType.SINT);

  private final String word;
  private final SampleType type;

  MatchMethod(String word, SampleType type) {
    this.word = word;
    this.type = type;
  }

  /** What {@code -m} calls it, or null. */
  public String word() {
    return word;
  }

  /** The method of that name, or null. */
  public static MatchMethod of(String word) {
    for (MatchMethod method : values()) {
      if (word.equals(method.word)) {
        return method;
      }
    }
    return null;
  }

  /** What is used for samples of a type where nothing was asked for, or null. */
  public static MatchMethod ofType(SampleType type) {
    return switch (type) {
      case BOOL -> BOOL;
      case SINT -> INT;
      case ADDR, IPV4, IPV6 -> IP;
      case STR -> STR;
      default -> null;
    };
  }

  /** The type samples are turned into before they are compared. */
  public SampleType type() {
    return type;
  }

  /** Whether its patterns may be preceded by {@code eq}, {@code gt} and the like. */
  public boolean takesOperators() {
    return this == INT || this == LEN || this == DOTTED;
  }

  /**
   * Compiles patterns.
   *
   * @throws CompileException with HAProxy's message about the first bad one
   */
  public Matcher compile(List<String> patterns, MatchFlags flags) throws CompileException {
    return switch (this) {
      case FOUND -> sample -> true;
      case BOOL -> sample -> sample.number() != 0;
      case INT -> new IntegerMatcher(Ranges.integers(patterns));
      case DOTTED -> new IntegerMatcher(Ranges.dotted(patterns));
      case LEN -> new LengthMatcher(Ranges.integers(patterns));
      case IP -> IpMatcher.of(patterns, flags);
      case BIN -> new TextMatcher(TextSet.hex(patterns), TextMatcher.Part.WHOLE);
      case STR, METH -> new TextMatcher(TextSet.of(patterns, flags), TextMatcher.Part.WHOLE);
      case BEG -> new TextMatcher(TextSet.of(patterns, flags), TextMatcher.Part.START);
      case END -> new TextMatcher(TextSet.of(patterns, flags), TextMatcher.Part.END);
      case SUB -> new SubstringMatcher(patterns, flags);
      case DIR -> new WordMatcher(patterns, flags, "/?");
      case DOM -> new WordMatcher(patterns, flags, "/?.:");
      case REG -> new RegexMatcher(patterns, flags);
    };
  }
}
