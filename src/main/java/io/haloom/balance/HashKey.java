package io.haloom.balance;

import io.haloom.proxy.BalanceKey;

/** What an algorithm hashes of a session, and its hash. */
interface HashKey {
  /** There is nothing to hash: the session takes the next server in turn. */
  long NONE = -1;

  /** What algorithms that need not look give where there is one server only. */
  long ANY = 0;

  /**
   * The hash as an unsigned number of 32 bits, or {@link #NONE}.
   *
   * @param alone whether there is one server only
   */
  long hash(BalanceKey session, boolean alone);
}
