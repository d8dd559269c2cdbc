package io.haloom.model;

/**
 * TCP keep-alive settings; 0 leaves the system's.
 *
 * @param idleSeconds {@code *tcpka-idle}
 * @param intervalSeconds {@code *tcpka-intvl}
 * @param count {@code *tcpka-cnt}
 */
public record KeepAliveConfig(int idleSeconds, int intervalSeconds, int count) {
  /** The system's settings. */
  public static final KeepAliveConfig SYSTEM = new KeepAliveConfig(0, 0, 0);
}
