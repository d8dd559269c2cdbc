package io.haloom.sample;

import java.util.Set;

/** What the process tells fetches. Counts are -1 where the named proxy or server does not exist. */
public interface ProcessFacts {

  /** Usable servers of the backend. */
  int usableServers(String backend);

  /** Clients that wait for a server of the backend: in its queue, and in those of its servers. */
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

  /** Places left on the backend's servers, queues included; -1 where any has no limit. */
  default int connectionSlots(String backend) {
    return -1;
  }

  /** Connections the backend's usable servers may still take; -1 where one has no limit. */
  default int freeConnections(String backend) {
    return -1;
  }

  /** New requests in the last second on the frontend. */
  default int frontendRequestRate(String frontend) {
    return 0;
  }

  /** Connections the server may still take; -1 where it has no limit. */
  default int serverFreeConnections(String backend, String server) {
    return -1;
  }

  /** Sessions that wait for the server; -1 where there is no such server. */
  default int serverQueued(String backend, String server) {
    return -1;
  }

  /** New sessions in the last second on the server. */
  default int serverSessionRate(String backend, String server) {
    return 0;
  }

  /** The server's weight in force. */
  default int serverWeight(String backend, String server) {
    return 0;
  }

  /** The server's weight of the configuration. */
  default int serverInitialWeight(String backend, String server) {
    return 0;
  }

  /** The server's weight as the administrator or agent set it. */
  default int serverUserWeight(String backend, String server) {
    return 0;
  }

  /** The environment variable as the configuration left it, or null where it is not set. */
  default String environment(String name) {
    return System.getenv(name);
  }

  /** {@code tune.bufsize}, bytes: more of a message is never there at once. */
  default int bufferSize() {
    return 16384;
  }

  /** Whether the process is stopping. */
  default boolean stopping() {
    return false;
  }

  /** Whether the userlist has a user of that name with that password. */
  default boolean hasUser(String userlist, String user, String password) {
    return false;
  }

  /** The groups of a user of the userlist, none where there is no such user. */
  default Set<String> groupsOf(String userlist, String user) {
    return Set.of();
  }
}
