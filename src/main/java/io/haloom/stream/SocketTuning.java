package io.haloom.stream;

import io.haloom.model.KeepAliveConfig;
import io.haloom.model.Option;
import io.haloom.model.ProxyConfig;
import io.haloom.model.TuneConfig;
import io.haloom.net.Connection;

/** The socket options that a proxy's configuration asks for on established connections. */
public final class SocketTuning {
  private SocketTuning() {}

  public static void client(Connection client, ProxyConfig frontend, TuneConfig tune) {
    if (frontend.has(Option.CLITCPKA)) {
      keepAlive(client, frontend.frontend().keepAlive());
    }
    if (frontend.has(Option.TCP_SMART_ACCEPT)) {
      client.quickAck(false);
    }
    if (tune.clientReceiveBuffer() != 0 || tune.clientSendBuffer() != 0) {
      client.bufferSizes(tune.clientReceiveBuffer(), tune.clientSendBuffer());
    }
  }

  public static void server(Connection server, ProxyConfig backend, TuneConfig tune) {
    if (backend.has(Option.SRVTCPKA)) {
      keepAlive(server, backend.backend().keepAlive());
    }
    if (tune.serverReceiveBuffer() != 0 || tune.serverSendBuffer() != 0) {
      server.bufferSizes(tune.serverReceiveBuffer(), tune.serverSendBuffer());
    }
  }

  private static void keepAlive(Connection connection, KeepAliveConfig keep) {
    connection.keepAlive(keep.idleSeconds(), keep.intervalSeconds(), keep.count());
  }
}
