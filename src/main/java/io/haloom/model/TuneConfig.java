package io.haloom.model;

/**
 * The tune.* values that mean something here.
 *
 * @param bufsize {@code tune.bufsize}, bytes, 16384
 * @param maxrewrite {@code tune.maxrewrite}, bytes, 1024
 * @param maxHeaders {@code tune.http.maxhdr}, 101
 * @param pipeSize {@code tune.pipesize}, bytes, 0 for the default
 * @param clientReceiveBuffer {@code tune.rcvbuf.client}, bytes, 0 leaves it
 * @param serverReceiveBuffer {@code tune.rcvbuf.server}
 * @param clientSendBuffer {@code tune.sndbuf.client}
 * @param serverSendBuffer {@code tune.sndbuf.server}
 */
public record TuneConfig(
    int bufsize,
    int maxrewrite,
    int maxHeaders,
    int pipeSize,
    int clientReceiveBuffer,
    int serverReceiveBuffer,
    int clientSendBuffer,
    int serverSendBuffer) {}
