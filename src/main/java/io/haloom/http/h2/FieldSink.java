package io.haloom.http.h2;

/** Who gets the fields of a block, in order. */
@FunctionalInterface
public interface FieldSink {
  /**
   * A field whose bytes lie in the {@link FieldBytes} of the call: the name from {@code nameFrom},
   * its value right behind it. Offsets stay as they are while further fields come; the array that
   * they are offsets of may be another one then.
   *
   * @param neverIndexed whether the sender wants no table to keep it, nor that of anyone it is sent
   *     on to (RFC 7541, section 6.2.3)
   */
  void field(int nameFrom, int valueFrom, int valueTo, boolean neverIndexed);
}
