package io.haloom.model;

/**
 * What a server line says of connections that are kept for reuse.
 *
 * @param maxConn {@code pool-max-conn}: idle connections that may be kept, -1 for any number
 * @param lowConn {@code pool-low-conn}: idle connections below which a thread takes none of another
 * @param purgeDelayMillis {@code pool-purge-delay}: how often half of the surplus is closed
 * @param maxReuse {@code max-reuse}: how often a connection is used again, -1 for any number
 */
public record PoolConfig(int maxConn, int lowConn, int purgeDelayMillis, int maxReuse) {
  /** HAProxy's defaults. */
  public static final PoolConfig DEFAULT = new PoolConfig(-1, 0, 5000, -1);

  public PoolConfig withMaxConn(int connections) {
    return new PoolConfig(connections, lowConn, purgeDelayMillis, maxReuse);
  }

  public PoolConfig withLowConn(int connections) {
    return new PoolConfig(maxConn, connections, purgeDelayMillis, maxReuse);
  }

  public PoolConfig withPurgeDelay(int millis) {
    return new PoolConfig(maxConn, lowConn, millis, maxReuse);
  }

  public PoolConfig withMaxReuse(int times) {
    return new PoolConfig(maxConn, lowConn, purgeDelayMillis, times);
  }
}
