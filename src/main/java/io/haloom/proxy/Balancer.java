package io.haloom.proxy;

/**
 * Chooses a server. Called on loops, by many threads at once; must not block longer than a short
 * lock.
 */
public interface Balancer {

  /**
   * Chooses among the set's servers.
   *
   * @param set the usable servers with their effective weights
   * @param key what hashing algorithms look at
   * @param avoid a server not to choose while there is another, or null
   * @return the server; it may be full where the algorithm insists on it (hashing), and the session
   *     then waits in that server's own queue; null when all are full and it waits for any
   */
  Server pick(ServerSet set, BalanceKey key, Server avoid);

  /**
   * Whether a queue for any server means that all of them are full, so that a newcomer need not be
   * offered to one.
   */
  default boolean fullTogether() {
    return false;
  }

  /** The set changed (state or weight); called under the process's state lock. */
  default void changed(ServerSet set) {}

  /** A session was given to the server or queued for it, or left it. */
  default void loadChanged(Server server) {}
}
