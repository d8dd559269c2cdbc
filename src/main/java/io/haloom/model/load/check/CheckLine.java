package io.haloom.model.load.check;

import io.haloom.config.ConfigText;
import io.haloom.model.load.line.AlpnWord;
import io.haloom.model.load.line.ProxyLine;
import io.haloom.model.load.word.LineException;
import io.haloom.sample.CompileException;
import io.haloom.sample.LogFormat;
import io.haloom.sample.compile.LogFormatParser;
import io.haloom.sample.format.FormatOptions;

/** Reads the words of a {@code tcp-check} or {@code http-check} line one after the other. */
final class CheckLine {
  private final ProxyLine line;
  private int at;

  CheckLine(ProxyLine line, int at) {
    this.line = line;
    this.at = at;
  }

  ProxyLine line() {
    return line;
  }

  boolean http() {
    return line.keyword().equals("http-check");
  }

  boolean hasNext() {
    return line.has(at);
  }

  /** The word that comes next, empty at the end. */
  String peek() {
    return line.word(at);
  }

  String next() {
    return line.word(at++);
  }

  /** The word after the current one, which needs it. */
  String value(String word, String what) throws LineException {
    if (!hasNext()) {
      throw new LineException("'" + word + "' expects " + what);
    }
    return next();
  }

  String comment() throws LineException {
    return value("comment", "a string as argument.");
  }

  /** The protocols behind the word that was read last. */
  String alpn() throws LineException {
    String wire = AlpnWord.wire(line, at - 1);
    at++;
    return wire;
  }

  /** Compiles a format that is evaluated by checks. */
  LogFormat format(String text) throws LineException {
    try {
      return parser().parse(text);
    } catch (CompileException e) {
      throw new LineException("'" + text + "' invalid log-format string (" + e.getMessage() + ").");
    }
  }

  /** Compiles an expression that is evaluated by checks. */
  LogFormat expression(String text, String what) throws LineException {
    try {
      return parser().parse("%[" + text + "]");
    } catch (CompileException e) {
      String message = e.getMessage();
      String wrapping = "failed to parse sample expression <" + text + "]> : ";
      throw new LineException(
          "error detected while parsing %s expression : %s"
              .formatted(
                  what,
                  message.startsWith(wrapping) ? message.substring(wrapping.length()) : message));
    }
  }

  private LogFormatParser parser() {
    return new LogFormatParser(
        line.scope(),
        "in tcp-check expression in",
        line.context().vocabulary().aliases(),
        FormatOptions.CHECK);
  }

  /** The bytes that hexadecimal digits write. */
  static byte[] binary(String text, String prefix, String suffix) throws LineException {
    if (text.length() % 2 != 0) {
      throw new LineException(prefix + "an even number of hex digit is expected" + suffix);
    }
    byte[] bytes = new byte[text.length() / 2];
    for (int i = 0; i < text.length(); i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0) {
        throw new LineException(
            prefix + "an hex digit is expected (found '" + text.charAt(i) + "')" + suffix);
      }
      bytes[i / 2] = (byte) (bytes[i / 2] << 4 | digit);
    }
    return bytes;
  }

  static byte[] bytes(String text) {
    return ConfigText.bytes(text);
  }
}
