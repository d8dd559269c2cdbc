package io.haloom.stream;

import io.haloom.proxy.Backend;

/**
 * Why a session of a TCP frontend goes on with HTTP: because its backend speaks that, or a rule
 * says so ({@code tcp-request content switch-mode http}). What was decided before is of the first
 * request of HTTP/1; each other request is decided on anew.
 *
 * @param backend that was chosen, or null where it is still to be
 * @param multiplexed whether the rule says that it is HTTP/2
 */
public record HttpUpgrade(Backend backend, boolean multiplexed) {

  public static HttpUpgrade to(Backend chosen) {
    return new HttpUpgrade(chosen, false);
  }

  static HttpUpgrade by(boolean multiplexed) {
    return new HttpUpgrade(null, multiplexed);
  }
}
