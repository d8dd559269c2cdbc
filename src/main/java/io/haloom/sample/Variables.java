package io.haloom.sample;

import java.util.HashMap;
import java.util.Map;

/** Variables of one scope, made when the first is set. Used by one thread at a time. */
public final class Variables {

  /** How long a variable lives (configuration manual, {@code set-var}). */
  public enum Scope {
    PROCESS,
    SESSION,
    TRANSACTION,
    REQUEST,
    RESPONSE,
    CHECK
  }

  private Map<String, Object> values;

  /** The value, or null when it is not set. */
  public Object get(String name) {
    return values == null ? null : values.get(name);
  }

  public void set(String name, Object value) {
    if (values == null) {
      values = new HashMap<>();
    }
    values.put(name, value);
  }

  public void unset(String name) {
    if (values != null) {
      values.remove(name);
    }
  }
}
