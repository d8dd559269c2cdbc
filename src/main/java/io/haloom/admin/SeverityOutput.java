package io.haloom.admin;

import java.util.Locale;

/** {@code severity-output}: ordinals are the values of {@code BindConfig.severityOutput()}. */
public enum SeverityOutput {
  NONE,
  NUMBER,
  STRING;

  /** What is said of a word that is none of these. */
  public static final String WORDS = "one of 'none', 'number', 'string' is a required argument\n";

  /** That of the word, or null. */
  public static SeverityOutput of(String word) {
    for (SeverityOutput output : values()) {
      if (output.word().equals(word)) {
        return output;
      }
    }
    return null;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
