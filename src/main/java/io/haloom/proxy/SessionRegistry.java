package io.haloom.proxy;

/** The live sessions, as far as servers and proxies need to end them. The stream implements it. */
public interface SessionRegistry {

  /**
   * Ends all sessions of the server.
   *
   * @param cause the first letter of the termination state: {@code D} for a server gone down,
   *     {@code U} for a backup no longer needed, {@code K} for an administrator's kill
   */
  void shutdownServerSessions(Server server, char cause);

  /** Ends all sessions of the proxy's backup servers ({@code on-marked-up}). */
  void shutdownBackupSessions(Backend backend, char cause);
}
