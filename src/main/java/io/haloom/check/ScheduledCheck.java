package io.haloom.check;

import io.haloom.model.ProxyCheckConfig.Type;
import io.haloom.proxy.ProxyRuntime;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One check of one server in time: due at some moment, or under way. While it waits it is one entry
 * of the process's timers; an entry that was overtaken by a sooner one finds another generation and
 * does nothing.
 */
final class ScheduledCheck {
  private final CheckSchedule schedule;
  private final Subject subject;
  private final ProxyRuntime runtime;
  private final ReentrantLock lock = new ReentrantLock();
  private long due;
  private int generation;
  private boolean running;
  private boolean stopped;
  private CheckRun run;
  private Thread process;

  ScheduledCheck(CheckSchedule schedule, Subject subject) {
    this.schedule = schedule;
    this.subject = subject;
    this.runtime = subject.server().backend().runtime();
  }

  Subject subject() {
    return subject;
  }

  // --- time ------------------------------------------------------------------------------------

  void dueIn(long millis) {
    lock.lock();
    try {
      arm(runtime.timers().nowMillis() + millis);
    } finally {
      lock.unlock();
    }
  }

  /** Brings it forward; what is under way or due sooner stays. */
  void hurry(long withinMillis) {
    lock.lock();
    try {
      long latest = runtime.timers().nowMillis() + withinMillis;
      if (!running && latest < due) {
        arm(latest);
      }
    } finally {
      lock.unlock();
    }
  }

  private void arm(long when) {
    if (stopped) {
      return;
    }
    due = when;
    int mine = ++generation;
    runtime.timers().after(Math.max(0, when - runtime.timers().nowMillis()), () -> fire(mine));
  }

  private void fire(int armed) {
    lock.lock();
    try {
      if (stopped || running || armed != generation) {
        return;
      }
      if (!mayRun()) {
        skip();
        return;
      }
      running = true;
      subject.health().running(true);
    } finally {
      lock.unlock();
    }
    try {
      begin();
    } catch (RuntimeException | Error e) {
      ended(defect(e), runtime.timers().nowMillis());
    }
  }

  private boolean mayRun() {
    boolean paused = !subject.agent() && subject.health().paused();
    return subject.health().enabled() && !paused && !subject.proxy().disabled();
  }

  /** A check that is disabled or paused keeps its rhythm, so that it runs soon once it may. */
  private void skip() {
    long now = runtime.timers().nowMillis();
    int inter = subject.timing().inter();
    arm(due + ((now - due) / inter + 1) * inter);
  }

  // --- running ---------------------------------------------------------------------------------

  private void begin() {
    if (!subject.agent() && subject.kind().type() == Type.EXTERNAL) {
      process = Thread.ofPlatform().daemon().name(subject.name()).unstarted(this::runProcess);
      process.start();
    } else {
      runtime.transport().start(subject.name(), this::converse);
    }
  }

  private void converse() {
    long start = runtime.timers().nowMillis();
    CheckResult result = null;
    try (CheckRun talk = schedule.run(subject)) {
      if (begun(talk)) {
        result = schedule.checker(subject).check(talk);
      }
    } catch (CheckFailure e) {
      result = e.result();
    } catch (CheckAborted e) {
      result = null;
    } catch (RuntimeException | Error e) {
      result = defect(e);
    }
    ended(result, start);
  }

  private boolean begun(CheckRun talk) {
    lock.lock();
    try {
      run = talk;
      return !stopped;
    } finally {
      lock.unlock();
    }
  }

  private void runProcess() {
    long start = runtime.timers().nowMillis();
    CheckResult result = null;
    try {
      result = new ExternalCheck(subject.kind()).check(subject);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      result = defect(e);
    }
    ended(result, start);
  }

  /** A defect of ours must not end the checks of a server silently. */
  private CheckResult defect(Throwable e) {
    runtime.defects().met(subject.proxy(), subject.name(), e);
    return CheckResult.of(CheckStatus.SOCKERR, "internal error");
  }

  private void ended(CheckResult result, long start) {
    try {
      if (forget() && result != null) {
        long duration = runtime.timers().nowMillis() - start;
        subject
            .server()
            .changes()
            .checkEnded(subject.agent(), result.status().verdict(), result.outcome(duration));
      }
    } catch (RuntimeException | Error e) {
      runtime.defects().met(subject.proxy(), subject.name(), e);
    } finally {
      rearm();
    }
  }

  /** Nothing is under way any more; returns whether what was found still matters. */
  private boolean forget() {
    lock.lock();
    try {
      run = null;
      process = null;
      return !stopped;
    } finally {
      lock.unlock();
    }
  }

  private void rearm() {
    lock.lock();
    try {
      running = false;
      arm(runtime.timers().nowMillis() + schedule.interval().next(subject));
      subject.health().running(false);
    } finally {
      lock.unlock();
    }
  }

  // --- stopping --------------------------------------------------------------------------------

  /** Ends it for good; a check under way reports nothing. */
  void stop() {
    lock.lock();
    try {
      stopped = true;
      generation++;
      if (run != null) {
        run.abort();
      }
      if (process != null) {
        process.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }
}
