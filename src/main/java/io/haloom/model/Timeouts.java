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
    int httpRequest,
    int httpKeepAlive,
    int tarpit) {}
