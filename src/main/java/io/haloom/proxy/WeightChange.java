package io.haloom.proxy;

import io.haloom.proxy.state.LeadingNumber;

/** {@code set weight}: what may be written and what HAProxy answers to the rest. */
final class WeightChange {
  private static final int MAX_WEIGHT = 256;

  private WeightChange() {}

  /** Changes the weight and returns null, or returns the error. */
  static String apply(Server server, String text) {
    if (text.isEmpty()) {
      return "Require <weight> or <weight%>.\n";
    }
    LeadingNumber number = LeadingNumber.of(text);
    if (number == null) {
      return "Empty weight string empty or preceded by garbage";
    }
    long weight = number.value();
    if (number.rest().equals("%")) {
      if (weight < 0) {
        return "Relative weight must be positive.\n";
      }
      long percent = Math.min(weight, 100L * MAX_WEIGHT);
      weight = Math.min(MAX_WEIGHT, server.initialWeight() * percent / 100);
    } else if (weight < 0 || weight > MAX_WEIGHT) {
      return "Absolute weight can only be between 0 and 256 inclusive.\n";
    } else if (!number.rest().isEmpty()) {
      return "Trailing garbage in weight string";
    }
    boolean fixed = !server.backend().scale().dynamic();
    if (fixed && weight != 0 && weight != server.initialWeight()) {
      return "Backend is using a static LB algorithm and only accepts weights '0%' and '100%'.\n";
    }
    server.state().weight((int) weight);
    return null;
  }
}
