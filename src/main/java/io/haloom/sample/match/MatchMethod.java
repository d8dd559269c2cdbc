package io.haloom.sample.match;

import io.haloom.sample.SampleType;

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
  /** Of maps only: as {@code reg}, but groups go into the value. */
  REGM("regm", SampleType.STR),
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

  /** An empty index for patterns of this method. */
  PatternIndex index(MatchFlags flags) {
    return switch (this) {
      case FOUND -> new MethodIndex(sample -> true);
      case BOOL -> new MethodIndex(sample -> sample.number() != 0);
      case INT -> new RangeIndex(RangeIndex.Kind.INTEGER);
      case DOTTED -> new RangeIndex(RangeIndex.Kind.DOTTED);
      case LEN -> new RangeIndex(RangeIndex.Kind.LENGTH);
      case IP -> new AddressIndex(flags);
      case BIN -> new TextIndex(flags, TextIndex.Part.BINARY);
      case STR, METH -> new TextIndex(flags, TextIndex.Part.WHOLE);
      case BEG -> new TextIndex(flags, TextIndex.Part.START);
      case END -> new TextIndex(flags, TextIndex.Part.END);
      case SUB -> new SubstringIndex(flags);
      case DIR -> new WordIndex(flags, "/?");
      case DOM -> new WordIndex(flags, "/?.:");
      case REG, REGM -> new RegexIndex(flags, this == REGM);
    };
  }
}
