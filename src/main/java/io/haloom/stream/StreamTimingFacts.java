package io.haloom.stream;

import io.haloom.sample.SessionFacts;

/** What a stream has waited for, and how long. */
interface StreamTimingFacts extends SessionFacts {
  Stream of();

  @Override
  default int handshakeMillis() {
    return of().timing().handshake();
  }

  @Override
  default int requestMillis() {
    // HAProxy leaves it unset in TCP mode, so that the first timer counts one more.
    return of().transaction() == null ? -1 : of().timing().request();
  }

  @Override
  default int idleMillis() {
    return of().timing().idle();
  }

  @Override
  default int respondedMillis() {
    return of().timing().responded();
  }

  @Override
  default int queuedMillis() {
    return of().timing().queued();
  }

  @Override
  default int connectedMillis() {
    return of().timing().connected();
  }

  @Override
  default int totalMillis() {
    int total = of().timing().total();
    return total >= 0 ? total : of().elapsedMillis();
  }

  @Override
  default int retries() {
    return of().timing().retries();
  }

  @Override
  default boolean redispatched() {
    return of().timing().redispatched();
  }

  @Override
  default int serverQueue() {
    return of().timing().serverQueue();
  }

  @Override
  default int backendQueue() {
    return of().timing().backendQueue();
  }

  @Override
  default boolean unfinished() {
    return of().timing().total() < 0;
  }
}
