package io.haloom.sample.match;

import io.haloom.sample.CompileException;
import io.haloom.sample.SampleType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A list of patterns that ACLs and maps refer to: a file, or what stands in an ACL line. It can be
 * changed while it is used, one pattern after the other, or all at once by preparing a version and
 * committing it. Changes are made under its lock; look-ups take none.
 */
public final class PatternReference {
  /** Numbers of patterns begin here, and have the look of addresses, which they are to HAProxy. */
  private static final AtomicLong IDS = new AtomicLong(0x10_0000_0000L);

  private static final int STEP = 0x40;

  private final ReentrantLock lock = new ReentrantLock();
  private final String file;
  private final Map<Long, PatternEntry> entries = new LinkedHashMap<>();
  private final Map<String, List<PatternEntry>> byPattern = new HashMap<>();
  private final List<PatternSet> sets = new CopyOnWriteArrayList<>();
  private volatile String description;
  private volatile boolean acl;
  private volatile boolean map;
  private final boolean values;
  private volatile int version;
  private volatile int lastVersion;
  private volatile int id = -1;

  /**
   * @param file null for one that is no file
   * @param values whether patterns have values
   */
  PatternReference(String file, String description, boolean values) {
    this.file = file;
    this.description = description;
    this.values = values;
  }

  /** The file's name, or null. */
  public String file() {
    return file;
  }

  /** What it is, and who uses it. */
  public String description() {
    return description;
  }

  void describe(String text) {
    description = text;
  }

  /** Its number; -1 until all are numbered. */
  public int id() {
    return id;
  }

  void id(int number) {
    id = number;
  }

  /** Whether an ACL uses it. */
  public boolean isAcl() {
    return acl;
  }

  /** Whether a map uses it. */
  public boolean isMap() {
    return map;
  }

  void use(boolean byAcl, boolean byMap) {
    acl |= byAcl;
    map |= byMap;
  }

  /** Whether its patterns have values. */
  public boolean hasValues() {
    return values;
  }

  /** The version that look-ups see. */
  public int version() {
    return version;
  }

  /** The last version that was prepared. */
  public int lastVersion() {
    return lastVersion;
  }

  /** How many patterns it has, of all versions. */
  public int size() {
    lock.lock();
    try {
      return entries.size();
    } finally {
      lock.unlock();
    }
  }

  /** The patterns of a version, in the order they were added. */
  public List<PatternEntry> entries(int ofVersion) {
    lock.lock();
    try {
      List<PatternEntry> found = new ArrayList<>();
      for (PatternEntry entry : entries.values()) {
        if (entry.version() == ofVersion) {
          found.add(entry);
        }
      }
      return found;
    } finally {
      lock.unlock();
    }
  }

  /** The ways it is matched. */
  public List<PatternSet> sets() {
    return sets;
  }

  /**
   * Arranges the patterns for a way to match.
   *
   * @param valueType of a map's values, null for an ACL
   * @throws CompileException where a pattern or value is not fit for it
   */
  public PatternSet set(MatchMethod method, MatchFlags flags, SampleType valueType)
      throws CompileException {
    for (PatternSet set : sets) {
      if (set.method() == method && set.flags().equals(flags) && set.valueType() == valueType) {
        return set;
      }
    }
    PatternSet set = new PatternSet(this, method, flags, valueType);
    lock.lock();
    try {
      for (PatternEntry entry : entries.values()) {
        try {
          set.add(entry);
        } catch (CompileException e) {
          throw entry.line() <= 0
              ? e
              : new CompileException(
                  "%s at line %d of file '%s'".formatted(e.getMessage(), entry.line(), file));
        }
      }
      sets.add(set);
    } finally {
      lock.unlock();
    }
    return set;
  }

  /**
   * Adds a pattern to the current version.
   *
   * @param value null for none
   * @throws CompileException where it is malformed
   */
  public void add(String pattern, String value) throws CompileException {
    add(pattern, value, version);
  }

  /** Adds a pattern to a version. */
  public void add(String pattern, String value, int toVersion) throws CompileException {
    load(pattern, value, toVersion, PatternEntry.ADDED);
  }

  /** Adds a pattern that stands in the configuration itself. */
  public void define(String pattern) throws CompileException {
    load(pattern, null, version, PatternEntry.INLINE);
  }

  void load(String pattern, String value, int toVersion, int line) throws CompileException {
    MapValue mapped = value == null ? null : new MapValue(value);
    lock.lock();
    try {
      long number = IDS.getAndAdd(STEP);
      PatternEntry entry = new PatternEntry(number, pattern, mapped, toVersion, line);
      List<PatternSet> done = new ArrayList<>(sets.size());
      try {
        for (PatternSet set : sets) {
          set.add(entry);
          done.add(set);
        }
      } catch (CompileException e) {
        done.forEach(set -> set.remove(entry));
        throw e;
      }
      entries.put(number, entry);
      byPattern.merge(pattern, List.of(entry), PatternReference::joined);
    } finally {
      lock.unlock();
    }
  }

  /** Adds a pattern unless there is one written like it. */
  public void addIfAbsent(String pattern) throws CompileException {
    lock.lock();
    try {
      if (!byPattern.containsKey(pattern)) {
        add(pattern, null);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Makes a key stand for a value, whether it is there already or not.
   *
   * @throws CompileException where the key or the value is malformed
   */
  public void put(String key, String value) throws CompileException {
    lock.lock();
    try {
      if (!byPattern.containsKey(key)) {
        add(key, value);
        return;
      }
      String problem = change(key, value);
      if (problem != null) {
        throw new CompileException(problem);
      }
    } finally {
      lock.unlock();
    }
  }

  private static List<PatternEntry> joined(List<PatternEntry> old, List<PatternEntry> more) {
    List<PatternEntry> all = new ArrayList<>(old);
    all.addAll(more);
    return List.copyOf(all);
  }

  /** Removes all patterns written like this; false where there is none. */
  public boolean remove(String pattern) {
    lock.lock();
    try {
      List<PatternEntry> same = byPattern.getOrDefault(pattern, List.of());
      same.forEach(this::drop);
      return !same.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Removes the pattern of that number; false where there is none. */
  public boolean remove(long number) {
    lock.lock();
    try {
      PatternEntry entry = entries.get(number);
      if (entry != null) {
        drop(entry);
      }
      return entry != null;
    } finally {
      lock.unlock();
    }
  }

  private void drop(PatternEntry entry) {
    entries.remove(entry.id());
    byPattern.computeIfPresent(
        entry.pattern(),
        (pattern, same) -> {
          List<PatternEntry> rest = same.stream().filter(other -> other != entry).toList();
          return rest.isEmpty() ? null : rest;
        });
    sets.forEach(set -> set.remove(entry));
  }

  /**
   * Changes the value of all patterns written like this.
   *
   * @return what is wrong, or null
   */
  public String change(String pattern, String value) {
    lock.lock();
    try {
      List<PatternEntry> same = byPattern.get(pattern);
      return same == null ? "entry not found" : change(same, value);
    } finally {
      lock.unlock();
    }
  }

  /** Changes the value of the pattern of that number; what is wrong, or null. */
  public String change(long number, String value) {
    lock.lock();
    try {
      PatternEntry entry = entries.get(number);
      return entry == null ? "key or pattern not found" : change(List.of(entry), value);
    } finally {
      lock.unlock();
    }
  }

  private String change(Collection<PatternEntry> changed, String value) {
    MapValue mapped = new MapValue(value);
    for (PatternSet set : sets) {
      if (set.valueType() != null && !mapped.is(set.valueType())) {
        return "unable to parse '" + value + "'";
      }
    }
    changed.forEach(entry -> entry.value(mapped));
    return null;
  }

  /** Makes a version that can be filled before it is committed, and gives its number. */
  public int prepare() {
    lock.lock();
    try {
      return ++lastVersion;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Makes a version the current one and removes older ones.
   *
   * @return false where there is no such version to come
   */
  public boolean commit(int prepared) {
    lock.lock();
    try {
      if (Integer.compareUnsigned(prepared - (version + 1), lastVersion - version) >= 0) {
        return false;
      }
      version = prepared;
      purge(entry -> prepared - entry.version() > 0);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Removes all patterns of a version. */
  public void clear(int ofVersion) {
    lock.lock();
    try {
      purge(entry -> entry.version() == ofVersion);
    } finally {
      lock.unlock();
    }
  }

  private void purge(java.util.function.Predicate<PatternEntry> which) {
    List.copyOf(entries.values()).stream().filter(which).forEach(this::drop);
  }
}
