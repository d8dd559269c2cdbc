package io.haloom.sample;

import java.util.List;

/**
 * Parsed arguments. Integers, times and sizes are {@code Long}, addresses and masks {@code byte[]},
 * everything else {@code String}.
 */
public final class Args {
  /** None given. */
  public static final Args NONE = new Args(List.of(), null);

  private final List<Object> values;
  private final CompileScope scope;

  Args(List<Object> values, CompileScope scope) {
    this.values = values;
    this.scope = scope;
  }

  /** Where they stand; null outside a section, and where there are none. */
  public CompileScope scope() {
    return scope;
  }

  public int count() {
    return values.size();
  }

  public boolean has(int index) {
    return index < values.size();
  }

  /** Argument {@code index} as written, or null where it was not given. */
  public String text(int index) {
    return has(index) ? (String) values.get(index) : null;
  }

  /** The number at {@code index}, or {@code otherwise} where it was not given. */
  public long number(int index, long otherwise) {
    return has(index) ? (Long) values.get(index) : otherwise;
  }

  public long number(int index) {
    return (Long) values.get(index);
  }

  /** The address or mask at {@code index}, or null where it was not given. */
  public byte[] address(int index) {
    return has(index) ? (byte[]) values.get(index) : null;
  }
}
