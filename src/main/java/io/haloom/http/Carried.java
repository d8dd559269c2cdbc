package io.haloom.http;

import io.haloom.net.Connection;

/**
 * Is told what connections carry, of a proxy's clients or to its servers: bytes as they are on the
 * wire, those of TLS left out. Called by threads of the connection's loop, often.
 */
public interface Carried {
  /** Nobody wants to know. */
  Carried UNTOLD =
      new Carried() {
        @Override
        public void begun(Connection on) {}

        @Override
        public void received(Connection on, int bytes) {}

        @Override
        public void sent(Connection on, int bytes) {}
      };

  /** The first bytes of a request have come. */
  void begun(Connection on);

  void received(Connection on, int bytes);

  /** So many bytes go out; fewer than none take back what could not be sent. */
  void sent(Connection on, int bytes);
}
