package io.haloom.proxy.state;

import io.haloom.model.BackendConfig;
import io.haloom.model.ServerConfig;

/**
 * How configured weights (0 to 256) become the effective weights that balancers use. Algorithms
 * that follow weight changes work on a scale 16 times finer, so that a slow start has small steps;
 * the others divide all weights by their greatest common divisor, so that their map is short.
 *
 * @param dynamic whether weights other than 0% and 100% may be set while running
 * @param multiplier effective weight of a configured weight of {@code divisor}
 * @param divisor the common divisor of all configured weights, or 1
 */
public record WeightScale(boolean dynamic, int multiplier, int divisor) {
  private static final int FINE = 16;

  public static WeightScale of(BackendConfig backend) {
    return backend.balance().isDynamic()
        ? new WeightScale(true, FINE, 1)
        : new WeightScale(false, 1, commonDivisor(backend));
  }

  private static int commonDivisor(BackendConfig backend) {
    int divisor = 0;
    for (ServerConfig server : backend.servers()) {
      int a = divisor;
      int b = server.share().weight();
      while (b != 0) {
        int rest = a % b;
        a = b;
        b = rest;
      }
      divisor = a;
    }
    return Math.max(1, divisor);
  }

  /** The effective weight at full speed. */
  public int effective(int weight) {
    return scaled(weight, multiplier);
  }

  /** The effective weight {@code elapsed} seconds into a slow start of {@code duration}. */
  public int effective(int weight, long elapsed, long duration) {
    return scaled(weight, (multiplier * elapsed + duration) / duration);
  }

  private int scaled(int weight, long factor) {
    return (int) ((weight * factor + divisor - 1) / divisor);
  }

  /** Back on the scale of the configuration, as statistics show it. */
  public int displayed(int effective) {
    return (int) (((long) effective * divisor + multiplier - 1) / multiplier);
  }

  /** Percentage of the full weight, 100 for a weight of 0. */
  public int throttle(int weight, int effective) {
    if (weight == 0) {
      return 100;
    }
    long full = (long) multiplier * weight;
    return (int) ((100L * divisor * effective + multiplier - 1) / full);
  }
}
