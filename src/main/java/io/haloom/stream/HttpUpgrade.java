package io.haloom.stream;

import io.haloom.proxy.Backend;
import io.haloom.rule.Rule;
import java.util.List;

/**
 * Why a session of a TCP frontend goes on with HTTP: because its backend speaks that, or a rule
 * says so ({@code tcp-request content switch-mode http}). What was decided before is of the first
 * request; each request after it is decided on anew.
 *
 * @param backend that was chosen, or null where it is still to be
 * @param left the frontend's content rules behind the one that says so
 */
public record HttpUpgrade(Backend backend, List<Rule> left) {

  public static HttpUpgrade to(Backend chosen) {
    return new HttpUpgrade(chosen, List.of());
  }

  static HttpUpgrade by(List<Rule> left) {
    return new HttpUpgrade(null, left);
  }
}
