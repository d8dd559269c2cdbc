package io.haloom.config;

/** A line that cannot be split into words. The message is HAProxy's. */
public final class TokenizerException extends Exception {
  private static final long serialVersionUID = 1;

  /** What is wrong with the line. */
  public enum Kind {
    QUOTE("unmatched quote"),
    BRACE("unmatched brace in environment variable name"),
    VARIABLE_NAME("forbidden first char in environment variable name"),
    HEX("truncated or invalid hexadecimal sequence"),
    WORD_EXPANSION("truncated or invalid word expansion sequence"),
    TOO_MANY_WORDS("too many words");

    private final String text;

    Kind(String text) {
      this.text = text;
    }
  }

  private final transient Kind kind;
  private final int offset;
  private final String word;

  TokenizerException(Kind kind, int offset) {
    this(kind, offset, null);
  }

  TokenizerException(Kind kind, int offset, String word) {
    super(kind.text);
    this.kind = kind;
    this.offset = offset;
    this.word = word;
  }

  public Kind kind() {
    return kind;
  }

  /** The last word that is not too many, or null for other kinds. */
  public String word() {
    return word;
  }

  /**
   * Offset of the first bad byte, from 0 at the start of what was given to the tokenizer; of a word
   * too many, its position.
   */
  public int offset() {
    return offset;
  }
}
