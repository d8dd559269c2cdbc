package io.haloom.stream.server;

import io.haloom.proxy.Server;

/** Whether a connection counts as one of its server's that are in use, and where. */
final class ServerUse {
  private final Server server;
  private boolean counted;
  private int stripe;

  /**
   * @param server null where there is none, and nothing counts
   */
  ServerUse(Server server) {
    this.server = server;
  }

  /** It is in use: it counts by that stripe, unless it counts already. */
  void begin(int by) {
    if (server != null && !counted) {
      counted = true;
      stripe = by;
      server.connections().use(by);
    }
  }

  /** It is not in use. */
  void end() {
    if (counted) {
      counted = false;
      server.connections().unuse(stripe);
    }
  }
}
