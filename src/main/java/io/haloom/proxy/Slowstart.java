package io.haloom.proxy;

import io.haloom.proxy.state.OperatingState;
import io.haloom.proxy.state.WeightScale;

/**
 * The slow start of one server: its weight and its connection limit grow from next to nothing to
 * their full values over {@code slowstart}, in steps of a second.
 */
final class Slowstart {
  private static final long STEP_MILLIS = 1000;

  private final Server server;
  private final ServerState state;
  private final long seconds;

  /** Tells a pending step of an earlier start from the current one's; under the state lock. */
  private int generation;

  Slowstart(Server server, ServerState state) {
    this.server = server;
    this.state = state;
    this.seconds = (server.config().share().slowstartMillis() + 999L) / 1000;
  }

  /** {@code slowstart} in whole seconds, 0 for none. */
  long seconds() {
    return seconds;
  }

  /** Whether it lasted long enough. */
  boolean over() {
    return state.clock().sinceChange() >= seconds;
  }

  int effectiveWeight(OperatingState operating, int weight) {
    WeightScale scale = server.backend().scale();
    if (operating == OperatingState.STARTING && scale.dynamic() && seconds > 0) {
      return scale.effective(weight, state.clock().sinceChange(), seconds);
    }
    return scale.effective(weight);
  }

  /** What is left of a connection limit now, at least 1. */
  int limited(int limit) {
    if (state.operating() != OperatingState.STARTING || seconds == 0) {
      return limit;
    }
    long elapsed = state.clock().sinceChange();
    if (elapsed >= seconds) {
      return limit;
    }
    long percent = 100 * elapsed / seconds;
    return (int) Math.max(1, limit * percent / 100);
  }

  void begin() {
    generation++;
    schedule(generation);
  }

  private void schedule(int current) {
    timers().after(STEP_MILLIS, () -> server.changes().locked(() -> step(current)));
  }

  private void step(int current) {
    boolean obsolete = current != generation;
    if (obsolete || state.inMaintenance() || state.operating() != OperatingState.STARTING) {
      return;
    }
    state.reweigh();
    server.backend().queues().fill(server);
    if (state.operating() == OperatingState.STARTING) {
      schedule(current);
    }
  }

  private Timers timers() {
    return server.backend().runtime().timers();
  }
}
