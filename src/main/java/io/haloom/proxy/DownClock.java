package io.haloom.proxy;

/** When something last went up or down, and how long it was down in all; seconds. */
final class DownClock {
  private final Timers timers;
  private volatile long lastChange;
  private volatile long downtime;

  DownClock(Timers timers) {
    this.timers = timers;
    this.lastChange = timers.nowSeconds();
  }

  /** It changes now. */
  void changed() {
    lastChange = timers.nowSeconds();
  }

  /** It changed so many seconds ago (a state file says so). */
  void changedAgo(long seconds) {
    lastChange = timers.nowSeconds() - seconds;
  }

  /** The time since the last change was downtime and ends now. */
  void upAgain() {
    downtime += sinceChange();
  }

  long sinceChange() {
    return Math.max(0, timers.nowSeconds() - lastChange);
  }

  /** All downtime, with the current one when {@code down}. */
  long downtime(boolean down) {
    return down ? downtime + sinceChange() : downtime;
  }
}
