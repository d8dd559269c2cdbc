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
   * @return a server that has a free slot, or null when none has
   */
  Server pick(ServerSet set, BalanceKey key, Server avoid);

  /** The set changed (state or weight); called under the backend's lock. */
  default void changed(ServerSet set) {}

  /** A session was given to the server, or left it. */
  default void loadChanged(Server server) {}
}
