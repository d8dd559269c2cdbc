package io.haloom.stream.http;

import io.haloom.http.HttpBody;
import io.haloom.model.Option;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.net.Transfer;
import io.haloom.stream.Pump;
import io.haloom.stream.Stream;

/**
 * The part of a long body that has not come yet, moved from one connection to the other by the
 * transport, or by the kernel ({@code option splice-auto}, {@code splice-request}, {@code
 * splice-response}).
 */
final class BodyTransfer implements Transfer {
  /** Below that going through the buffer of heads costs less. */
  private static final long LEAST = 16 * 1024;

  /** Below that copying costs less than splicing. */
  private static final long LEAST_SPLICED = 64 * 1024;

  private final Stream stream;
  private final boolean request;
  private final long most;
  private long moved;

  private BodyTransfer(Stream stream, boolean request, long most) {
    this.stream = stream;
    this.request = request;
    this.most = most;
  }

  /**
   * Moves what is to come of a long body; all before has been sent.
   *
   * @param from the client's connection for a request, the server's for a response
   */
  static void run(Stream stream, HttpBody body, Connection from, Connection to)
      throws ConnectionException {
    long most = body.toPass();
    if (most >= LEAST) {
      new BodyTransfer(stream, from == stream.client(), most).run(body, from, to);
    }
  }

  private void run(HttpBody body, Connection from, Connection to) throws ConnectionException {
    try {
      from.transferTo(to, this);
    } finally {
      body.passed(moved);
    }
  }

  @Override
  public void moved(int bytes) {
    moved += bytes;
    if (request) {
      stream.counters().in(bytes);
    } else {
      stream.counters().out(bytes);
    }
    stream.counters().carried(request, bytes);
  }

  @Override
  public void spliced(int bytes) {
    stream.counters().spliced(request, bytes);
  }

  @Override
  public long limit() {
    return most;
  }

  @Override
  public boolean splice() {
    Option option = request ? Option.SPLICE_REQUEST : Option.SPLICE_RESPONSE;
    return most >= LEAST_SPLICED && Pump.splices(stream, option);
  }
}
