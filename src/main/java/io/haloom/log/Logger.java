package io.haloom.log;

import io.haloom.model.LogTarget;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * One {@code log} line at work for one proxy: leaves out what is below its level or not in its
 * sample, which each proxy that has the line ({@code log global}) counts for itself.
 */
final class Logger {
  private final LogTarget target;
  private final Consumer<LogMessage> output;
  private final AtomicLong count = new AtomicLong();

  Logger(LogTarget target, Consumer<LogMessage> output) {
    this.target = target;
    this.output = output;
  }

  void log(LogMessage message) {
    if (message.level() <= target.level() && isSampled()) {
      output.accept(message);
    }
  }

  private boolean isSampled() {
    LogTarget.SampleRanges ranges = target.sampleRanges();
    if (ranges == null) {
      return true;
    }
    long number = Math.floorMod(count.getAndIncrement(), (long) ranges.size()) + 1;
    return ranges.chosen().get((int) number);
  }
}
