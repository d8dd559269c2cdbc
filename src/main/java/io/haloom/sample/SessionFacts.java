package io.haloom.sample;

/** What a session tells fetches and log formats about itself. */
public interface SessionFacts {

  String frontendName();

  int frontendId();

  /** Null until a backend is chosen. */
  String backendName();

  int backendId();

  /** Null until a server is chosen. */
  String serverName();

  int serverId();

  /** The bind line's {@code name}, or null. */
  String listenerName();

  int listenerId();

  /** The wall clock of the accept, in microseconds since 1970. */
  long acceptMicros();

  /** The unique identifier of {@code unique-id-format}, or null. */
  String uniqueId();
}
