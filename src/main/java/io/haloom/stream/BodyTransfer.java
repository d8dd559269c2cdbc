package io.haloom.stream;

import io.haloom.http.BodyReader;
import io.haloom.model.Option;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.net.Transfer;
import io.haloom.proxy.Counter;

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

  private final Session session;
  private final boolean request;
  private final long most;
  private long moved;

  private BodyTransfer(Session session, boolean request, long most) {
    this.session = session;
    this.request = request;
    this.most = most;
  }

  /** Moves what is to come of a long request's body; all before has been sent. */
  static void request(Session session, BodyReader body, Connection server)
      throws ConnectionException {
    if (body.toPass() >= LEAST) {
      new BodyTransfer(session, true, body.toPass()).run(body, session.client(), server);
    }
  }

  /** The same for a response's. */
  static void response(Session session, BodyReader body, Connection server)
      throws ConnectionException {
    if (body.toPass() >= LEAST) {
      new BodyTransfer(session, false, body.toPass()).run(body, server, session.client());
    }
  }

  private void run(BodyReader body, Connection from, Connection to) throws ConnectionException {
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
      session.traffic().in(bytes);
    } else {
      session.traffic().out(bytes);
    }
  }

  @Override
  public void spliced(int bytes) {
    Traffic traffic = session.traffic();
    traffic.countFrontend(request ? Counter.SPLICED_BYTES_IN : Counter.SPLICED_BYTES_OUT, bytes);
    traffic.countServerSide(request ? Counter.SPLICED_BYTES_OUT : Counter.SPLICED_BYTES_IN, bytes);
  }

  @Override
  public long limit() {
    return most;
  }

  @Override
  public boolean splice() {
    Option option = request ? Option.SPLICE_REQUEST : Option.SPLICE_RESPONSE;
    return most >= LEAST_SPLICED && Pump.splices(session, option);
  }
}
