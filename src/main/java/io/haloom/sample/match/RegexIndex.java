package io.haloom.sample.match;

import io.haloom.regex.Groups;
import io.haloom.regex.Regex;
import io.haloom.sample.CompileException;
import io.haloom.sample.Expressions;
import io.haloom.sample.Sample;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** {@code -m reg}: a regular expression is found in the sample. */
final class RegexIndex implements PatternIndex {
  private final List<Compiled> all = new CopyOnWriteArrayList<>();
  private final Regex.Options options;

  /**
   * @param captures whether {@link #match} will ask what groups matched
   */
  RegexIndex(MatchFlags flags, boolean captures) {
    options = new Regex.Options(flags.ignoreCase(), captures);
  }

  private record Compiled(PatternEntry entry, Regex regex) {}

  @Override
  public void add(PatternEntry entry) throws CompileException {
    all.add(new Compiled(entry, Expressions.compile(entry.pattern(), options)));
  }

  @Override
  public void remove(PatternEntry entry) {
    all.removeIf(compiled -> compiled.entry == entry);
  }

  @Override
  public PatternEntry find(Sample sample, int version) {
    return match(sample, version, null);
  }

  /**
   * The first pattern of a version that is found in the sample, or null.
   *
   * @param groups filled where one is found; null where nobody asks
   */
  PatternEntry match(Sample sample, int version, Groups groups) {
    for (Compiled compiled : all) {
      if (compiled.entry.version() == version
          && compiled.regex.find(sample.bytes(), sample.offset(), sample.length(), false, groups)) {
        return compiled.entry;
      }
    }
    return null;
  }

  @Override
  public boolean isTree(PatternEntry entry) {
    return false;
  }
}
