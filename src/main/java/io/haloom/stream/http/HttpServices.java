package io.haloom.stream.http;

import java.util.List;
import java.util.Map;

/**
 * What answers requests of {@code mode http} in the place of a server.
 *
 * @param asked for every request, in this order: each answers what is its own
 * @param named by {@code use-service}, for requests that a rule gives to one of them
 */
public record HttpServices(List<HttpService> asked, Map<String, HttpService> named) {

  /** No service at all. */
  public static final HttpServices NONE = new HttpServices(List.of(), Map.of());
}
