package io.haloom.stream.http;

import io.haloom.http.ClientExchange;
import io.haloom.net.Connection;
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
    early(stream, link.connection(), early, true);
    early = link.exchange().takeBuffered();
    early(stream, stream.client(), early, false);
    stream.rest();
    new Pump(stream, link.connection()).behindHttp().run();
  }

  /** What had been received with the message before. */
  private static void early(Stream stream, Connection to, ByteBuffer bytes, boolean up)
      throws ConnectionException {
    int length = bytes.remaining();
    if (length == 0) {
      return;
    }
    if (up) {
      stream.counters().in(length);
      stream.backend().http1().sent(to, length);
    } else {
      stream.counters().out(length);
      stream.frontend().http1().sent(to, length);
    }
    to.write(bytes);
  }
}
