package io.haloom.net.tls;

import io.haloom.net.TlsException;

/** Finds the context for a client that has said hello. Called once a connection, by its thread. */
@FunctionalInterface
public interface ContextChooser {

  /**
   * Chooses.
   *
   * @param hello what the client said, or null where that is no ClientHello, which OpenSSL is to
   *     find out with any context
   * @return null where the client is to be refused for the host it names
   */
  TlsContext choose(ClientHello hello) throws TlsException;
}
