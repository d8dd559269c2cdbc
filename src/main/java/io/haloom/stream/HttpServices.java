package io.haloom.stream;

/**
 * What answers requests of {@code mode http} in the place of a server.
 *
 * @param statistics asked for every request, for {@code stats enable}
 * @param exporter for requests that a rule gives to {@code use-service prometheus-exporter}
 */
public record HttpServices(HttpService statistics, HttpService exporter) {}
