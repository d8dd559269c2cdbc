package io.haloom.balance;

import io.haloom.proxy.Server;
import io.haloom.proxy.ServerSet;

/** How a hash becomes a server: {@code hash-type}'s first word. */
interface HashPlaces {

  /**
   * The server of the hash, full or not.
   *
   * @param avoid a server not to choose while there is another, where the method can; or null
   * @return null when there is no server
   */
  Server find(int hash, Server avoid);

  /** In turn, for sessions with nothing to hash; null when all are full. */
  Server next(Server avoid);

  /** The set changed. */
  void changed(ServerSet set);
}
