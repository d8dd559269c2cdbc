package io.haloom.sample;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Regular expressions over bytes: patterns and texts have a character for each byte. */
public final class Regex {
  private Regex() {}

  /**
   * Compiles a pattern of the configuration.
   *
   * @throws CompileException with HAProxy's words, where it is malformed
   */
  public static Pattern compile(String pattern, boolean ignoreCase) throws CompileException {
    String bytes = new String(Bytes.of(pattern), StandardCharsets.ISO_8859_1);
    try {
      return Pattern.compile(bytes, ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
    } catch (PatternSyntaxException e) {
      throw new CompileException(
          "regex '%s' is invalid (error=%s, erroffset=%d)"
              .formatted(pattern, e.getDescription(), Math.max(0, e.getIndex())));
    }
  }
}
