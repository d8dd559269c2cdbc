package io.haloom.process;

import java.util.concurrent.CompletableFuture;

/**
 * Signals that come while the balancer starts wait until it runs, so that none is lost; but what
 * ends the process does so at once. Each call has a thread of its own, which may wait.
 */
public final class DeferredSignals implements Signals.Actions {
  private final CompletableFuture<Signals.Actions> running = new CompletableFuture<>();

  /** The balancer runs, and {@code actions} are what signals do. */
  void begin(Signals.Actions actions) {
    running.complete(actions);
  }

  @Override
  public void softStop() {
    running.join().softStop();
  }

  @Override
  public void stop() {
    Signals.Actions actions = running.getNow(null);
    if (actions != null) {
      actions.stop();
    }
  }

  @Override
  public void dumpState() {
    running.join().dumpState();
  }

  @Override
  public void pause() {
    running.join().pause();
  }

  @Override
  public void resume() {
    running.join().resume();
  }
}
