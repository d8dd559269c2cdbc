package io.haloom.http;

/**
 * Where the value of a field lies, without the blanks around it: a range as {@link HeadBytes} knows
 * them. What judges the field may put another range in its place.
 */
public final class FieldValue {
  int start;
  int end;

  public int start() {
    return start;
  }

  public int end() {
    return end;
  }

  public void set(int from, int to) {
    start = from;
    end = to;
  }
}
