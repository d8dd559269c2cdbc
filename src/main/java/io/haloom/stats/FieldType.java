package io.haloom.stats;

/** The type of a value, as the typed and JSON forms name it. */
public enum FieldType {
  S32,
  U32,
  U64,
  FLT,
  STR;

  private final String word = name().toLowerCase(java.util.Locale.ROOT);

  /** {@code s32}, {@code u32}, {@code u64}, {@code flt} or {@code str}. */
  public String word() {
    return word;
  }
}
