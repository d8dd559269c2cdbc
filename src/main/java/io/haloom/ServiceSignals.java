package io.haloom;

import java.io.IOException;

/** What signals do to a balancer that runs. */
final class ServiceSignals implements Signals.Actions {
  private final Haloom haloom;
  private final SystemdNotifier systemd;
  private final Successor successor;

  ServiceSignals(Haloom haloom, SystemdNotifier systemd, Successor successor) {
    this.haloom = haloom;
    this.systemd = systemd;
    this.successor = successor;
  }

  @Override
  public void softStop() {
    tellStopping();
    haloom.softStop();
  }

  @Override
  public void stop() {
    tellStopping();
    haloom.close();
  }

  /** One that has a successor is not the main process any more, and its end not the service's. */
  private void tellStopping() {
    if (successor.runs()) {
      return;
    }
    try {
      systemd.stopping();
    } catch (IOException e) {
      // systemd will see that the process ends.
      return;
    }
  }

  @Override
  public void dumpState() {
    StateDump.of(haloom.runtime());
  }

  @Override
  public void pause() {
    haloom.pause();
  }

  @Override
  public void resume() {
    haloom.resume();
  }

  @Override
  public void reload() {
    successor.start();
  }
}
