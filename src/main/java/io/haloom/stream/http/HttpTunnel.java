package io.haloom.stream.http;

import io.haloom.http.ClientExchange;
import io.haloom.net.ConnectionException;
import io.haloom.stream.Pump;
import io.haloom.stream.Stream;
import io.haloom.stream.server.ServerLink;
import java.nio.ByteBuffer;

/** Both ends speak another protocol: what follows a CONNECT or an upgrade. */
final class HttpTunnel {
  private HttpTunnel() {}

  /** Carries bytes both ways until both ends are done; the response's head has been sent. */
  static void run(Stream stream, ClientExchange client, ServerLink link)
      throws ConnectionException {
    ByteBuffer early = client.takeBuffered();
    if (early.hasRemaining()) {
      stream.counters().in(early.remaining());
      link.connection().write(early);
    }
    early = link.exchange().takeBuffered();
    if (early.hasRemaining()) {
      stream.counters().out(early.remaining());
      stream.client().write(early);
    }
    stream.rest();
    new Pump(stream, link.connection()).behindHttp().run();
  }
}
