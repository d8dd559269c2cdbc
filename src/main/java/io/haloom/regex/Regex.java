package io.haloom.regex;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A compiled expression, used by any thread. A match that reaches the limit of its library is taken
 * as none, as HAProxy does, and is told of once per expression.
 */
public abstract sealed class Regex permits Pcre2Regex, JdkRegex {
  /** What to say at the start where {@link #needsLibrary()}. */
  public static final String ADVICE =
      "libpcre2-8 is missing: regular expressions are those of the JDK, which are slower,"
          + " give up earlier, and know less. Install it (Debian: libpcre2-8-0).";

  private static volatile Consumer<String> complaints = text -> {};

  private final byte[] pattern;
  private final AtomicBoolean complained = new AtomicBoolean();

  Regex(byte[] pattern) {
    this.pattern = pattern;
  }

  /** How an expression is read. */
  public record Options(boolean ignoreCase, boolean captures) {
    /** Parentheses only group; HAProxy does so where nothing asks what they matched. */
    public static final Options PLAIN = new Options(false, false);

    /** Parentheses capture. */
    public static final Options CAPTURING = new Options(false, true);
  }

  /**
   * Compiles an expression with the system's library, or else with the JDK's.
   *
   * @throws RegexException where it is malformed, or would mean something else without the library
   */
  public static Regex compile(byte[] pattern, Options options) throws RegexException {
    return Pcre2Library.isThere()
        ? Pcre2Regex.compiled(pattern, options)
        : JdkRegex.compiled(pattern, options);
  }

  /** Whether expressions were compiled, and had to be the JDK's. */
  public static boolean needsLibrary() {
    return JdkRegex.isUsed() && !Pcre2Library.isThere();
  }

  /** Where to tell of matches that were given up. */
  public static void complainTo(Consumer<String> listener) {
    complaints = listener;
  }

  /** Whether it is found in a text that has a character for each byte. */
  public final boolean find(String latin1) {
    byte[] bytes = latin1.getBytes(StandardCharsets.ISO_8859_1);
    return find(bytes, 0, bytes.length, false, null);
  }

  /**
   * Looks for the first match.
   *
   * @param notAtStart whether {@code ^} does not match at the first byte
   * @param groups filled where it is found; null where nobody asks
   */
  public abstract boolean find(
      byte[] array, int from, int length, boolean notAtStart, Groups groups);

  /** The expression as it was written, a character for each byte. */
  @Override
  public final String toString() {
    return new String(pattern, StandardCharsets.ISO_8859_1);
  }

  /** Says once that a match was given up. */
  final void gaveUp(String reason, int length) {
    if (complained.compareAndSet(false, true)) {
      complaints.accept(
          "regex '%s' gave up (%s) on a text of %d bytes, which is taken as no match; this is said once."
              .formatted(this, reason, length));
    }
  }
}
