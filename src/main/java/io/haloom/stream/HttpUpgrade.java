package io.haloom.stream;

import io.haloom.proxy.Backend;

/**
 * Why a session of a TCP frontend goes on with HTTP: because its backend speaks that, or a rule
 * says so ({@code tcp-request content switch-mode http}). What was decided before is of the first
 * request of HTTP/1; each other request is decided on anew.
 *
 * @param backend that was chosen, or null where it is still to be
 * @param proto which version the rule says it is: h1, h2, or null
 */
public record HttpUpgrade(Backend backend, String proto) {

  public static HttpUpgrade to(Backend chosen) {
    return new HttpUpgrade(chosen, null);
  }

  static HttpUpgrade by(String proto) {
    return new HttpUpgrade(null, proto);
  }
}
