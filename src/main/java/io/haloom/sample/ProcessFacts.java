package io.haloom.sample;

/** What the process tells fetches. Counts are -1 where the named proxy or server does not exist. */
public interface ProcessFacts {

  /** Usable servers of the backend. */
  int usableServers(String backend);

  /** Queued connections of the backend. */
  int queued(String backend);

  /** Current sessions of the frontend. */
  int frontendSessions(String frontend);

  /** Current sessions of the backend. */
  int backendSessions(String backend);

  /** Current sessions of the server. */
  int serverSessions(String backend, String server);

  /** Whether the server is up, false when there is none. */
  boolean serverUp(String backend, String server);

  /** New sessions in the last second on the frontend. */
  int frontendSessionRate(String frontend);

  /** New sessions in the last second on the backend. */
  int backendSessionRate(String backend);

  /** {@code node}. */
  String node();

  int pid();
}
