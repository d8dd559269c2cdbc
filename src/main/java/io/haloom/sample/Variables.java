package io.haloom.sample;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Variables of one scope, made when the first is set. Used by one thread at a time, unless shared.
 */
public final class Variables {

  /** How long a variable lives (configuration manual, {@code set-var}). */
  public enum Scope {
    PROCESS("proc"),
    SESSION("sess"),
    TRANSACTION("txn"),
    REQUEST("req"),
    RESPONSE("res"),
    CHECK("check");

    private final String word;

    Scope(String word) {
      this.word = word;
    }

    /** What a variable's name starts with, before the dot. */
    public String word() {
      return word;
    }
  }

  /** Of a variable that exists and is not set. */
  private static final Sample UNSET = new Sample();

  private static final int FIRST = 4;

  /** Of the shared ones; null for the others, which are few enough to look through. */
  private static final Variables NONE = new Variables(null, true);

  private final Map<String, Sample> shared;

  /** Whether nothing can be set: the scope is not there. */
  private final boolean closed;

  private String[] names;
  private Sample[] values;
  private int count;

  /** Variables of one session or check. */
  public Variables() {
    this(null, false);
  }

  private Variables(Map<String, Sample> shared, boolean closed) {
    this.shared = shared;
    this.closed = closed;
  }

  /** Those of a scope that is not there: none, and none can be set. */
  public static Variables none() {
    return NONE;
  }

  /** Whether none can be set. */
  boolean isClosed() {
    return closed;
  }

  /** Variables that any thread may use: those of the process. */
  public static Variables shared() {
    return new Variables(new ConcurrentHashMap<>(), false);
  }

  /** The value, not to be changed; null when it is not set. */
  public Sample get(String name) {
    Sample value = find(name);
    return value == UNSET ? null : value;
  }

  /** Whether it was ever set or declared, and not unset since. */
  public boolean exists(String name) {
    return find(name) != null;
  }

  private Sample find(String name) {
    if (shared != null) {
      return shared.get(name);
    }
    int at = indexOf(name);
    return at < 0 ? null : values[at];
  }

  private int indexOf(String name) {
    for (int i = 0; i < count; i++) {
      if (names[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** Makes it exist without a value, unless it has one. */
  public void declare(String name) {
    if (!exists(name)) {
      put(name, UNSET);
    }
  }

  /** Sets a copy of the value. */
  public void set(String name, Sample value) {
    Sample kept = new Sample();
    kept.copyFrom(value);
    if (value.type().isText()) {
      kept.setText(value.type(), value.copyBytes(), 0, value.length());
    }
    put(name, kept);
  }

  private void put(String name, Sample value) {
    if (closed) {
      return;
    }
    if (shared != null) {
      shared.put(name, value);
      return;
    }
    int at = indexOf(name);
    if (at >= 0) {
      values[at] = value;
      return;
    }
    if (names == null) {
      names = new String[FIRST];
      values = new Sample[FIRST];
    } else if (count == names.length) {
      names = Arrays.copyOf(names, 2 * count);
      values = Arrays.copyOf(values, 2 * count);
    }
    names[count] = name;
    values[count++] = value;
  }

  /**
   * Sets a string.
   *
   * @param text a character for each byte
   */
  public void set(String name, String text) {
    Sample value = new Sample();
    value.setString(text.getBytes(StandardCharsets.ISO_8859_1));
    set(name, value);
  }

  public void unset(String name) {
    if (shared != null) {
      shared.remove(name);
      return;
    }
    int at = indexOf(name);
    if (at >= 0) {
      count--;
      names[at] = names[count];
      values[at] = values[count];
      names[count] = null;
      values[count] = null;
    }
  }
}
