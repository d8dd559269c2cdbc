package io.haloom.config;

import io.haloom.config.TokenizerException.Kind;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Splits a line into words (HAProxy manual, sections 2.2 and 2.3): words are separated by white
 * space; {@code 'strong'} and {@code "weak"} quotes; backslash escapes outside strong quotes;
 * {@code #} starts a comment outside quotes; {@code $VAR}, <code>${VAR}
 * </code>, <code>${VAR-default}</code> and <code>${VAR[*]}</code> are expanded inside weak quotes
 * only. A carriage return or a line feed ends the line.
 */
public final class Tokenizer {
  /** Words a line may have. */
  public static final int MAX_WORDS = 64;

  private final UnaryOperator<String> variables;
  private final boolean comments;

  /**
   * @param variables gives the value of a variable, null where it is not set; names that start with
   *     a dot are pseudo-variables, and an unknown one of these makes the line wrong
   * @param comments whether {@code #} starts a comment; it does not in the argument of {@code -cc}
   */
  public Tokenizer(UnaryOperator<String> variables, boolean comments) {
    this.variables = variables;
    this.comments = comments;
  }

  /**
   * The words of {@code line}. Empty words are kept where quotes wrote them.
   *
   * @throws TokenizerException where the line is malformed
   */
  public List<Word> split(byte[] line) throws TokenizerException {
    return new Scan(line).run();
  }

  /** One pass over one line. */
  private final class Scan {
    private static final int NONE = -1;

    private final byte[] in;
    private final List<Word> words = new ArrayList<>();
    private final ByteArrayOutputStream word = new ByteArrayOutputStream();
    private int at;
    private int openQuote = NONE;
    private boolean strong;
    private boolean weak;
    private boolean started;
    private int position = 1;

    Scan(byte[] in) {
      this.in = in;
    }

    List<Word> run() throws TokenizerException {
      while (at < in.length && !atEnd()) {
        step();
      }
      if (openQuote != NONE) {
        throw new TokenizerException(Kind.QUOTE, openQuote);
      }
      if (started) {
        endWord();
      }
      if (words.size() > MAX_WORDS) {
        Word last = words.get(MAX_WORDS - 1);
        throw new TokenizerException(Kind.TOO_MANY_WORDS, last.position(), last.text());
      }
      return words;
    }

    private boolean atEnd() {
      byte c = in[at];
      return c == '\n' || c == '\r' || (c == '#' && comments && !strong && !weak);
    }

    private void step() throws TokenizerException {
      byte c = in[at];
      if (c == '"' && !strong) {
        weak = toggle(weak);
      } else if (c == '\'' && !weak) {
        strong = toggle(strong);
      } else if (c == '\\' && !strong) {
        escape();
      } else if (isSpace(c) && !strong && !weak) {
        while (at < in.length && isSpace(in[at])) {
          at++;
        }
        endWord();
      } else if (c == '$' && weak) {
        variable();
      } else {
        emit(c);
        at++;
      }
    }

    private boolean toggle(boolean open) {
      openQuote = open ? NONE : at;
      started = true;
      at++;
      return !open;
    }

    private void escape() throws TokenizerException {
      byte next = at + 1 < in.length ? in[at + 1] : 0;
      int replaced =
          switch (next) {
            case ' ', '\\', '\'', '"' -> next;
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case '#' -> comments ? next : NONE;
            case '$' -> weak ? next : NONE;
            case 'x' -> hex();
            default -> NONE;
          };
      if (replaced == NONE) {
        emit((byte) '\\');
        at++;
      } else {
        emit((byte) replaced);
        at += next == 'x' ? 4 : 2;
      }
    }

    private int hex() throws TokenizerException {
      int high = at + 2 < in.length ? Character.digit(in[at + 2], 16) : -1;
      int low = at + 3 < in.length ? Character.digit(in[at + 3], 16) : -1;
      if (high < 0 || low < 0) {
        throw new TokenizerException(Kind.HEX, at);
      }
      return high << 4 | low;
    }

    private void variable() throws TokenizerException {
      int brace = NONE;
      at++;
      if (at < in.length && in[at] == '{') {
        brace = at++;
      }
      int start = at;
      if (at >= in.length || !(isAlpha(in[at]) || in[at] == '_' || in[at] == '.')) {
        throw new TokenizerException(Kind.VARIABLE_NAME, at);
      }
      at++;
      while (at < in.length && (isAlpha(in[at]) || isDigit(in[at]) || in[at] == '_')) {
        at++;
      }
      String name = ConfigText.text(in, start, at - start);
      String value = variables.apply(name);
      if (value == null && name.startsWith(".")) {
        throw new TokenizerException(Kind.VARIABLE_NAME, start);
      }
      boolean expand = brace != NONE && wordExpansion();
      if (brace != NONE) {
        value = closeBrace(brace, value);
      }
      if (value != null) {
        emitValue(ConfigText.bytes(value), expand);
      }
    }

    private boolean wordExpansion() throws TokenizerException {
      if (at >= in.length || in[at] != '[') {
        return false;
      }
      if (at + 2 >= in.length || in[at + 1] != '*' || in[at + 2] != ']') {
        throw new TokenizerException(Kind.WORD_EXPANSION, at);
      }
      at += 3;
      return true;
    }

    /** Steps over an optional default and the closing brace. */
    private String closeBrace(int brace, String value) throws TokenizerException {
      String result = value;
      if (at < in.length && in[at] == '-') {
        int start = ++at;
        while (at < in.length && in[at] != '}') {
          at++;
        }
        if (value == null) {
          result = ConfigText.text(in, start, at - start);
        }
      }
      if (at >= in.length || in[at] != '}') {
        throw new TokenizerException(Kind.BRACE, brace);
      }
      at++;
      return result;
    }

    private void emitValue(byte[] value, boolean expand) {
      for (int i = 0; i < value.length; ) {
        if (!expand || !isSpace(value[i])) {
          emit(value[i++]);
          continue;
        }
        endWord();
        started = true;
        while (i < value.length && isSpace(value[i])) {
          i++;
        }
      }
    }

    private void emit(byte c) {
      word.write(c);
      started = true;
    }

    private void endWord() {
      byte[] bytes = word.toByteArray();
      words.add(new Word(ConfigText.text(bytes), position));
      position += bytes.length + 1;
      word.reset();
      started = false;
    }
  }

  static boolean isSpace(byte c) {
    return c == ' ' || c >= '\t' && c <= '\r';
  }

  private static boolean isAlpha(byte c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }
}
