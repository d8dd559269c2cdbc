package io.haloom.admin;

import java.io.IOException;

/** What the master CLI asks of the master; this process is one of its workers. */
public interface MasterControl {

  /** The answer to {@code show proc}. */
  String table();

  /** Whether the last reload failed. */
  boolean reloadFailed();

  /** Whether that process is another worker, or this one. */
  boolean isWorker(long pid);

  /** Where the worker of that pid is reached, a name in the abstract space; null for this one. */
  String socketOf(long pid);

  /** Asks for the next worker. */
  void reload() throws IOException;
}
