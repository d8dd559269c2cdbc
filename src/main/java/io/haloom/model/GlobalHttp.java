package io.haloom.model;

import java.util.Map;

/**
 * What the global section says of HTTP.
 *
 * @param headerCase {@code h1-case-adjust} and {@code h1-case-adjust-file}: how names of header
 *     fields are written, by the name in lower case
 * @param anyPayload {@code h1-accept-payload-with-any-method}
 */
public record GlobalHttp(Map<String, String> headerCase, boolean anyPayload) {

  /** Nothing said. */
  public static final GlobalHttp NONE = new GlobalHttp(Map.of(), false);
}
