package io.haloom.stream;

import io.haloom.sample.SessionFacts;

/** A session's names and numbers, as fetches and formats ask for them. */
record SessionFactsView(Session of) implements SessionFacts {

  @Override
  public String frontendName() {
    return of.frontend().config().name();
  }

  @Override
  public int frontendId() {
    return of.frontend().config().id();
  }

  @Override
  public String backendName() {
    return of.backend() == null ? null : of.backend().name();
  }

  @Override
  public int backendId() {
    return of.backend() == null ? 0 : of.backend().config().id();
  }

  @Override
  public String serverName() {
    return of.server() == null ? null : of.server().name();
  }

  @Override
  public int serverId() {
    return of.server() == null ? 0 : of.server().id();
  }

  @Override
  public String listenerName() {
    return of.listener().config().name();
  }

  @Override
  public int listenerId() {
    return of.listener().config().id();
  }

  @Override
  public long acceptMicros() {
    return of.acceptMicros();
  }

  @Override
  public String uniqueId() {
    return of.uniqueId();
  }
}
