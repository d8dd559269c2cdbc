package io.haloom.sample.match;

import io.haloom.sample.Bytes;
import io.haloom.sample.CompileException;
import io.haloom.sample.Regex;
import io.haloom.sample.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code -m reg}: a regular expression is found in the sample. */
final class RegexIndex implements PatternIndex {
  private final List<Compiled> all = new CopyOnWriteArrayList<>();
  private final boolean ignoreCase;

  RegexIndex(MatchFlags flags) {
    ignoreCase = flags.ignoreCase();
  }

  /**
   * A pattern.
   *
   * @param start what all that matches starts with, which is asked first
   */
  private record Compiled(PatternEntry entry, Pattern pattern, byte[] start) {}

  /** A pattern, and what of the sample its groups are. */
  record Found(PatternEntry entry, Matcher matcher) {}

  @Override
  public void add(PatternEntry entry) throws CompileException {
    Pattern pattern = Regex.compile(entry.pattern(), ignoreCase);
    all.add(new Compiled(entry, pattern, ignoreCase ? new byte[0] : start(entry.pattern())));
  }

  /** The letters, digits and slashes after a caret that stand for themselves. */
  private static byte[] start(String pattern) {
    if (!pattern.startsWith("^") || pattern.indexOf('|') >= 0) {
      return new byte[0];
    }
    int end = 1;
    while (end < pattern.length() && isPlain(pattern.charAt(end))) {
      end++;
    }
    boolean optional = end < pattern.length() && "*?{".indexOf(pattern.charAt(end)) >= 0;
    return Bytes.of(pattern.substring(1, optional && end > 1 ? end - 1 : end));
  }

  private static boolean isPlain(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '/'
        || c == '-'
        || c == '_';
  }

  private static boolean startsWith(Sample text, byte[] start) {
    return text.length() >= start.length
        && Arrays.mismatch(
                text.bytes(), text.offset(), text.offset() + start.length, start, 0, start.length)
            < 0;
  }

  @Override
  public void remove(PatternEntry entry) {
    all.removeIf(compiled -> compiled.entry == entry);
  }

  @Override
  public PatternEntry find(Sample sample, int version) {
    Found found = match(sample, version);
    return found == null ? null : found.entry;
  }

  /** The first pattern of a version that is found in the sample, or null. */
  Found match(Sample sample, int version) {
    String text = null;
    for (Compiled compiled : all) {
      if (compiled.entry.version() == version && startsWith(sample, compiled.start)) {
        text = text == null ? sample.latin1() : text;
        Matcher matcher = compiled.pattern.matcher(text);
        if (matcher.find()) {
          return new Found(compiled.entry, matcher);
        }
      }
    }
    return null;
  }

  @Override
  public boolean isTree(PatternEntry entry) {
    return false;
  }
}
