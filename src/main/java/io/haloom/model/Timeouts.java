package io.haloom.model;

/** The {@code timeout} values of a proxy, milliseconds, 0 for none. Names as in the manual. */
public record Timeouts(
    int connect,
    int client,
    int server,
    int clientFin,
    int serverFin,
    int tunnel,
    int queue,
    int check,
    Http http) {
  /** None. */
  public static final Timeouts NONE = new Timeouts(0, 0, 0, 0, 0, 0, 0, 0, new Http(0, 0, 0));

  /** Those of HTTP: {@code http-request}, {@code http-keep-alive} and {@code tarpit}. */
  public record Http(int request, int keepAlive, int tarpit) {}
}
