package io.haloom.net;

import java.nio.ByteBuffer;

/**
 * What {@link Connection#transferTo} and {@link Relay} tell their caller while they copy. Called on
 * the loop, where it must not block.
 */
public interface Transfer {

  /** So many bytes were just delivered to the other side. */
  void moved(int bytes);

  /** So many of them were moved by the kernel itself. */
  default void spliced(int bytes) {}

  /** Bytes that a {@link Relay} delivers before those it reads, or null; asked once. */
  default ByteBuffer first() {
    return null;
  }

  /** How many bytes to move at most; asked once. */
  default long limit() {
    return Long.MAX_VALUE;
  }

  /** Whether the kernel may move the bytes itself ({@code option splice-*}). */
  default boolean splice() {
    return false;
  }
}
