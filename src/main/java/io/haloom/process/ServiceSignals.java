package io.haloom.process;

import io.haloom.Haloom;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What signals do to a balancer that runs. One after the other: what HUP began to log is not cut
 * short by the USR1 behind it. Only the end stands aside.
 */
public final class ServiceSignals implements Signals.Actions {
  private final Haloom haloom;
  private final SystemdNotifier systemd;
  private final ReentrantLock turn = new ReentrantLock(true);

  /**
   * @param systemd is told of the end; null where a master lives on
   */
  ServiceSignals(Haloom haloom, SystemdNotifier systemd) {
    this.haloom = haloom;
    this.systemd = systemd;
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

  private void tellStopping() {
    if (systemd == null) {
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
}
