package io.haloom.stream;

import io.haloom.http.Http1Reader;
import io.haloom.net.ConnectionException;
import java.nio.ByteBuffer;

/** Both ends speak another protocol: what follows a CONNECT or an upgrade. */
final class HttpTunnel {
  private HttpTunnel() {}

  /** Carries bytes both ways until both ends are done; the response's head has been sent. */
  static void run(Session session, Http1Reader client, ServerLink link) throws ConnectionException {
    ByteBuffer early = client.takeBuffered();
    if (early.hasRemaining()) {
      session.traffic().in(early.remaining());
      link.connection().write(early);
    }
    early = link.reader().takeBuffered();
    if (early.hasRemaining()) {
      session.traffic().out(early.remaining());
      session.client().write(early);
    }
    session.rest();
    new Pump(session, link.connection()).run();
  }
}
