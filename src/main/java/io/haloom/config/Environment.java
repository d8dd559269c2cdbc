package io.haloom.config;

import java.util.Map;
import java.util.TreeMap;

/**
 * The environment variables as the configuration sees and changes them ({@code setenv}, {@code
 * presetenv}, {@code unsetenv}, {@code resetenv}; HAProxy manual, section 3.1). Changes are seen by
 * the lines that follow, by the programs that checks run and by {@code show env}; they never reach
 * the environment of this process.
 */
public final class Environment {
  private final Map<String, String> variables;

  /** Starts from {@code initial}, which is copied. */
  public Environment(Map<String, String> initial) {
    variables = new TreeMap<>(initial);
  }

  /** The value of {@code name}, or null where it is not set. */
  public String get(String name) {
    return variables.get(name);
  }

  public void set(String name, String value) {
    variables.put(name, value);
  }

  /** Sets {@code name} unless it is set. */
  public void preset(String name, String value) {
    variables.putIfAbsent(name, value);
  }

  public void unset(String name) {
    variables.remove(name);
  }

  /** Removes every variable but {@code kept}. */
  public void retain(Iterable<String> kept) {
    Map<String, String> left = new TreeMap<>();
    for (String name : kept) {
      if (variables.containsKey(name)) {
        left.put(name, variables.get(name));
      }
    }
    variables.clear();
    variables.putAll(left);
  }

  /** All variables by name, a copy. */
  public Map<String, String> all() {
    return new TreeMap<>(variables);
  }
}
