package io.haloom.model;

import java.util.AbstractSet;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Set;

/** Options that do not change, asked for some twenty times a request: one bit each. */
final class OptionSet extends AbstractSet<Option> {
  private final Set<Option> all;
  private final long bits;

  private OptionSet(Collection<Option> options) {
    EnumSet<Option> own = EnumSet.noneOf(Option.class);
    own.addAll(options);
    all = Collections.unmodifiableSet(own);
    bits = own.stream().mapToLong(OptionSet::bit).reduce(0, (a, b) -> a | b);
  }

  static Set<Option> of(Set<Option> options) {
    return options instanceof OptionSet same ? same : new OptionSet(options);
  }

  private static long bit(Option option) {
    return 1L << option.ordinal();
  }

  @Override
  public boolean contains(Object option) {
    return option instanceof Option one && (bits & bit(one)) != 0;
  }

  @Override
  public Iterator<Option> iterator() {
    return all.iterator();
  }

  @Override
  public int size() {
    return all.size();
  }
}
