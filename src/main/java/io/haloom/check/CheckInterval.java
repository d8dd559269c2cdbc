package io.haloom.check;

import io.haloom.model.CheckConfig;
import io.haloom.model.GlobalChecks;
import io.haloom.proxy.state.CheckHealth;
import io.haloom.proxy.state.OperatingState;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** How long until the next check (configuration manual, {@code inter}, {@code spread-checks}). */
final class CheckInterval {
  private final Supplier<GlobalChecks> global;
  private final RandomGenerator random;

  CheckInterval(Supplier<GlobalChecks> global, RandomGenerator random) {
    this.global = global;
    this.random = random;
  }

  /**
   * Milliseconds by state: {@code inter} while fully up, {@code downinter} while fully down, {@code
   * fastinter} on the way.
   */
  static int current(Subject subject) {
    CheckConfig.Timing timing = subject.timing();
    CheckHealth health = subject.health();
    int chosen;
    if (health.health() == health.full()) {
      chosen = timing.inter();
    } else if (health.health() == 0 && subject.server().operating() == OperatingState.STOPPED) {
      chosen = timing.downinter();
    } else {
      chosen = timing.fastinter();
    }
    return chosen > 0 ? chosen : timing.inter();
  }

  /** From the end of one check to the start of the next, {@code spread-checks} percent apart. */
  int next(Subject subject) {
    int interval = current(subject);
    if (global.get().spreadPercent() <= 0) {
      return interval;
    }
    int spread = (int) ((long) interval * global.get().spreadPercent() / 100);
    return interval + spread - (int) (2L * spread * random.nextDouble());
  }

  /**
   * When the first check of the server at {@code position} of {@code count} is due: the checks of
   * all servers are spread over the shortest interval, or over their own when it is longer.
   *
   * @param shortest the least interval of at least a second, 0 when there is none
   */
  int first(Subject subject, int shortest, int position, int count) {
    int over = Math.max(shortest, current(subject));
    if (global.get().maxSpreadMillis() > 0) {
      over = Math.min(over, global.get().maxSpreadMillis());
    }
    return (int) ((long) over * position / count);
  }
}
