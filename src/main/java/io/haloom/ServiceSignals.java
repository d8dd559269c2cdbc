package io.haloom;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What signals do to a balancer that runs. One after the other: what HUP began to log is not cut
 * short by the USR1 behind it. Only a reload, which lasts as long as the new process, and the end
 * stand aside.
 */
final class ServiceSignals implements Signals.Actions {
  private final Haloom haloom;
  private final SystemdNotifier systemd;
  private final Successor successor;
  private final ReentrantLock turn = new ReentrantLock(true);

  ServiceSignals(Haloom haloom, SystemdNotifier systemd, Successor successor) {
    this.haloom = haloom;
    this.systemd = systemd;
    this.successor = successor;
  }

  @Override
  public void softStop() {
    inTurn(
        () -> {
          tellStopping();
          haloom.softStop();
        });
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
    inTurn(() -> StateDump.of(haloom.runtime()));
  }

  @Override
  public void pause() {
    inTurn(haloom::pause);
  }

  @Override
  public void resume() {
    inTurn(haloom::resume);
  }

  private void inTurn(Runnable action) {
    turn.lock();
    try {
      action.run();
    } finally {
      turn.unlock();
    }
  }

  @Override
  public void reload() {
    successor.start();
  }
}
