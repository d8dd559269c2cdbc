package io.haloom.model;

import java.util.Set;

/**
 * {@code cookie}: persistence by cookie.
 *
 * @param name the cookie's name
 * @param modes its switches
 * @param domain what follows {@code domain=}, several domains with {@code ; domain=} between them;
 *     or null
 * @param maxIdleSeconds {@code maxidle}, 0 for none
 * @param maxLifeSeconds {@code maxlife}, 0 for none
 * @param attributes {@code attr}, several with {@code ; } between them; or null
 * @param dynamicKey {@code dynamic-cookie-key}, or null
 */
public record CookieConfig(
    String name,
    Set<Mode> modes,
    String domain,
    int maxIdleSeconds,
    int maxLifeSeconds,
    String attributes,
    String dynamicKey) {

  /** HAProxy's warning of two servers with one dynamic cookie; takes the backend's name. */
  public static final String COLLISION =
      """
      We generated two equal cookies for two different servers.
      Please change the secret key for '%s'.\
      """;

  /** Switches, as the words of the configuration in lower case. */
  public enum Mode {
    REWRITE,
    INSERT,
    PREFIX,
    INDIRECT,
    NOCACHE,
    POSTONLY,
    PRESERVE,
    HTTPONLY,
    SECURE,
    DYNAMIC
  }

  /** The same with that {@code dynamic-cookie-key}. */
  public CookieConfig withDynamicKey(String key) {
    return new CookieConfig(name, modes, domain, maxIdleSeconds, maxLifeSeconds, attributes, key);
  }

  public boolean has(Mode mode) {
    return modes.contains(mode);
  }
}
