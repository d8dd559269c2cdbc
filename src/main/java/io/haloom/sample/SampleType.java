package io.haloom.sample;

/** The types a sample may have (configuration manual, section 7.1). */
public enum SampleType {
  ANY("any"),
  BOOL("bool"),
  SINT("sint"),
  /** Either kind of IP address: only as what a converter takes. */
  ADDR("addr"),
  IPV4("ipv4"),
  IPV6("ipv6"),
  STR("str"),
  BIN("bin"),
  METH("meth");

  private final String word;

  SampleType(String word) {
    this.word = word;
  }

  /** HAProxy's name of it. */
  public String word() {
    return word;
  }

  /** Whether a sample of this type can become one of {@code to}, values permitting. */
  public boolean castsTo(SampleType to) {
    if (this == ANY || to == ANY) {
      return true;
    }
    return switch (this) {
      case BOOL -> to == BOOL || to == SINT || to == STR || to == BIN;
      case SINT -> to != METH;
      case IPV4 -> to != BOOL && to != METH;
      case IPV6 -> to != BOOL && to != SINT && to != METH;
      case STR -> true;
      case BIN -> to == STR || to == BIN || to == METH;
      case METH -> to == STR || to == BIN || to == METH;
      default -> false;
    };
  }

  /** Whether its value is a run of bytes. */
  public boolean isText() {
    return this == STR || this == BIN || this == METH;
  }
}
