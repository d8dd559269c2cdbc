package io.haloom.sample;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
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

  private Map<String, Sample> values;

  /** Variables of one session or check. */
  public Variables() {}

  private Variables(Map<String, Sample> values) {
    this.values = values;
  }

  /** Variables that any thread may use: those of the process. */
  public static Variables shared() {
    return new Variables(new ConcurrentHashMap<>());
  }

  /** The value, not to be changed; null when it is not set. */
  public Sample get(String name) {
    Sample value = values == null ? null : values.get(name);
    return value == UNSET ? null : value;
  }

  /** Whether it was ever set or declared, and not unset since. */
  public boolean exists(String name) {
    return values != null && values.containsKey(name);
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
    if (values == null) {
      values = new HashMap<>();
    }
    values.put(name, value);
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
    if (values != null) {
      values.remove(name);
    }
  }
}
