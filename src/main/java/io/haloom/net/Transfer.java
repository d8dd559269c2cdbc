package io.haloom.net;

/** What {@link Connection#transferTo} tells its caller while it copies. Called on the loop. */
public interface Transfer {

  /** So many bytes were just delivered to the other side. */
  void moved(int bytes);

  /** So many of them were moved by the kernel itself. */
  default void spliced(int bytes) {}

  /** How many bytes to move at most; asked once. */
  default long limit() {
    return Long.MAX_VALUE;
  }

  /** Whether the kernel may move the bytes itself ({@code option splice-*}). */
  default boolean splice() {
    return false;
  }
}
