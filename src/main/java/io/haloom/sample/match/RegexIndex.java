package io.haloom.sample.match;

import io.haloom.sample.CompileException;
import io.haloom.sample.Regex;
import io.haloom.sample.Sample;
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

  private record Compiled(PatternEntry entry, Pattern pattern) {}

  /** A pattern, and what of the sample its groups are. */
  record Found(PatternEntry entry, Matcher matcher) {}

  @Override
  public void add(PatternEntry entry) throws CompileException {
    all.add(new Compiled(entry, Regex.compile(entry.pattern(), ignoreCase)));
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
    String text = sample.latin1();
    for (Compiled compiled : all) {
      if (compiled.entry.version() == version) {
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
