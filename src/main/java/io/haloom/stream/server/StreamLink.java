package io.haloom.stream.server;

import io.haloom.http.ServerChannel;

/** A request's part of a connection to a server that carries many at once. */
final class StreamLink extends ServerLink {
  private final SharedLink shared;
  private boolean open = true;

  StreamLink(SharedLink shared, ServerChannel channel) {
    super(shared.key(), shared.server(), channel);
    this.shared = shared;
  }

  @Override
  boolean isShared() {
    return true;
  }

  @Override
  void makePrivate() {
    shared.makePrivate();
  }

  @Override
  void use(int by) {
    shared.use(by);
  }

  @Override
  void giveBack(SessionLinks own, ServerLinks all) {
    close();
  }

  @Override
  void ends() {
    if (open) {
      shared.counts().over(connection());
    }
  }

  /** Others may have the room that its request had. */
  @Override
  void ended() {
    if (open) {
      open = false;
      shared.over();
    }
  }
}
