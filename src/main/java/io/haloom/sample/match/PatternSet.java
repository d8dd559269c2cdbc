package io.haloom.sample.match;

import io.haloom.regex.Groups;
import io.haloom.sample.CompileException;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleType;
import java.util.List;

/**
 * The patterns of a reference arranged for one way to match. It follows the reference's changes;
 * used by any thread.
 */
public final class PatternSet implements Matcher {
  private final PatternReference reference;
  private final MatchMethod method;
  private final MatchFlags flags;
  private final SampleType valueType;
  private final PatternIndex index;

  PatternSet(
      PatternReference reference, MatchMethod method, MatchFlags flags, SampleType valueType) {
    this.reference = reference;
    this.method = method;
    this.flags = flags;
    this.valueType = valueType;
    this.index = method.index(flags);
  }

  public MatchMethod method() {
    return method;
  }

  public MatchFlags flags() {
    return flags;
  }

  /** The type of values, null where it is not used as a map. */
  public SampleType valueType() {
    return valueType;
  }

  /** The patterns themselves, of the version that look-ups see. */
  public List<String> patterns() {
    return reference.entries(reference.version()).stream().map(PatternEntry::pattern).toList();
  }

  @Override
  public boolean matches(Sample sample) {
    return find(sample) != null;
  }

  /** The pattern the sample, already of the method's type, matches; or null. */
  public PatternEntry find(Sample sample) {
    return index.find(sample, reference.version());
  }

  /** As {@link #find}, of regular expressions that capture: tells what their groups matched. */
  public PatternEntry match(Sample sample, Groups groups) {
    return ((RegexIndex) index).match(sample, reference.version(), groups);
  }

  /** Whether HAProxy keeps the pattern in a tree, as {@code get acl} tells. */
  public boolean isTree(PatternEntry entry) {
    return index.isTree(entry);
  }

  void add(PatternEntry entry) throws CompileException {
    if (valueType != null && entry.value() != null && !entry.value().is(valueType)) {
      throw new CompileException("unable to parse '" + entry.value().text() + "'");
    }
    index.add(entry);
  }

  void remove(PatternEntry entry) {
    index.remove(entry);
  }
}
