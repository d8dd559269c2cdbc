package io.haloom.sample.match;

import io.haloom.sample.CompileException;
import io.haloom.sample.SampleType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The pattern references of one configuration. A file is read once, however many ACLs and maps use
 * it.
 */
public final class PatternReferences {
  private final ReentrantLock lock = new ReentrantLock();
  private final List<PatternReference> all = new ArrayList<>();
  private boolean numbered;

  /**
   * Who uses a reference.
   *
   * @param map whether it is a map
   * @param file of the configuration
   * @param line in it
   */
  public record User(boolean map, String file, int line) {
    String words() {
      return "by %s at file '%s' line %d".formatted(map ? "map" : "acl", file, line);
    }
  }

  /**
   * The patterns of a file for an ACL.
   *
   * @param values whether each line is a key and a value ({@code -M})
   */
  public PatternSet forAcl(
      String name, User user, boolean values, MatchMethod method, MatchFlags flags)
      throws CompileException {
    PatternReference reference = file(name, user, values);
    reference.use(true, values);
    return reference.set(method, flags, null);
  }

  /** The patterns of a file for a map. */
  public PatternSet forMap(String name, User user, MatchMethod method, SampleType valueType)
      throws CompileException {
    PatternReference reference = file(name, user, true);
    reference.use(false, true);
    return reference.set(method, new MatchFlags(false, true), valueType);
  }

  private PatternReference file(String name, User user, boolean values) throws CompileException {
    PatternReference known = find(name);
    if (known == null) {
      PatternReference read =
          new PatternReference(
              name, "pattern loaded from file '%s' used %s".formatted(name, user.words()), values);
      PatternFile.read(name, values, read);
      add(read);
      return read;
    }
    if (known.hasValues() != values) {
      throw new CompileException(
          "The file \"%s\" is already used as %s column file and cannot be used by as %s column file."
              .formatted(name, values ? "one" : "two", values ? "two" : "one"));
    }
    known.describe(known.description() + ", " + user.words());
    return known;
  }

  /**
   * The patterns that stand in an ACL line.
   *
   * @param word what the line looks at
   * @param number its own number, or -1
   */
  public PatternReference inline(String word, User user, int number) throws CompileException {
    if (number >= 0 && all.stream().anyMatch(known -> known.id() == number)) {
      throw new CompileException("the id is already used");
    }
    PatternReference reference =
        new PatternReference(
            null, "acl '%s' file '%s' line %d".formatted(word, user.file(), user.line()), false);
    reference.use(true, false);
    reference.id(number);
    add(reference);
    return reference;
  }

  private void add(PatternReference reference) {
    lock.lock();
    try {
      all.add(reference);
    } finally {
      lock.unlock();
    }
  }

  /** All of them by number. To be called once the configuration is read. */
  public List<PatternReference> all() {
    lock.lock();
    try {
      if (!numbered) {
        number();
        numbered = true;
      }
      return List.copyOf(all);
    } finally {
      lock.unlock();
    }
  }

  private void number() {
    Set<Integer> given = new HashSet<>();
    all.forEach(reference -> given.add(reference.id()));
    int next = 0;
    for (PatternReference reference : all) {
      if (reference.id() < 0) {
        while (given.contains(next)) {
          next++;
        }
        reference.id(next++);
      }
    }
    all.sort(Comparator.comparingInt(PatternReference::id));
  }

  /** The reference of a file, or null. */
  public PatternReference find(String file) {
    lock.lock();
    try {
      for (PatternReference reference : all) {
        if (file.equals(reference.file())) {
          return reference;
        }
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  /** The reference of that number, or null. To be called once the configuration is read. */
  public PatternReference find(int number) {
    for (PatternReference reference : all()) {
      if (reference.id() == number) {
        return reference;
      }
    }
    return null;
  }
}
