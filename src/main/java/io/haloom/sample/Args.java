package io.haloom.sample;

import java.util.List;

/**
 * Parsed arguments. Integers, times and sizes are {@code Long}, addresses and masks {@code byte[]},
 * a file of a map what its patterns are read by, everything else {@code String}.
 */
public final class Args {
  /** None given. */
  public static final Args NONE = new Args(List.of(), false);

  private final List<Object> values;
  private final boolean toldLater;

  /**
   * @param toldLater whether what is wrong with an expression is told when all is read, and not by
   *     who compiles it
   */
  public Args(List<Object> values, boolean toldLater) {
    this.values = values;
    this.toldLater = toldLater;
  }

  /** Whether a malformed expression is told of when all is read. */
  public boolean isToldLater() {
    return toldLater;
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

  /** The argument {@code index} of a type that yields such objects. */
  public <T> T get(int index, Class<T> type) {
    return type.cast(values.get(index));
  }

  /** The address or mask at {@code index}, or null where it was not given. */
  public byte[] address(int index) {
    return has(index) ? (byte[]) values.get(index) : null;
  }
}
