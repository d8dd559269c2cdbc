package io.haloom.model;

import io.haloom.http.h2.H2Tune;

/**
 * The tune.* values that mean something here.
 *
 * @param bufsize {@code tune.bufsize}, bytes, 16384
 * @param maxrewrite {@code tune.maxrewrite}, bytes, 1024
 * @param maxHeaders {@code tune.http.maxhdr}, 101
 * @param logUriLength {@code tune.http.logurilen}, the most bytes of a request line that logs and
 *     captures tell, 0 for 1023
 * @param pipeSize {@code tune.pipesize}, bytes, 0 for the default
 * @param clientReceiveBuffer {@code tune.rcvbuf.client}, bytes, 0 leaves it
 * @param serverReceiveBuffer {@code tune.rcvbuf.server}
 * @param clientSendBuffer {@code tune.sndbuf.client}
 * @param serverSendBuffer {@code tune.sndbuf.server}
 * @param h2 {@code tune.h2.*}
 */
public record TuneConfig(
    int bufsize,
    int maxrewrite,
    int maxHeaders,
    int logUriLength,
    int pipeSize,
    int clientReceiveBuffer,
    int serverReceiveBuffer,
    int clientSendBuffer,
    int serverSendBuffer,
    H2Tune h2) {

  /** The most bytes of a request line that are kept for logs. */
  public int keptLine() {
    return logUriLength == 0 ? 1023 : logUriLength;
  }
}
