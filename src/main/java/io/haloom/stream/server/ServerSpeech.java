package io.haloom.stream.server;

import io.haloom.http.HttpProtocols;
import io.haloom.model.ServerConfig;
import io.haloom.model.ServerConfig.WebSocket;
import io.haloom.net.Connection;
import io.haloom.proxy.Server;
import io.haloom.stream.Stream;

/**
 * Which version of HTTP a request is sent in (configuration manual, {@code proto}, {@code alpn} and
 * {@code ws} of servers).
 *
 * @param proto {@code h1} or {@code h2}; null where the handshake is to say so
 * @param alpn what the handshake offers in the place of what the server's line says, or null
 * @param mayReuse whether connections that are there will do
 */
record ServerSpeech(String proto, String alpn, boolean mayReuse) {
  private static final String H1 = "h1";
  private static final String H2 = "h2";
  private static final ServerSpeech SEQUENTIAL = new ServerSpeech(H1, null, true);
  private static final ServerSpeech MULTIPLEXED = new ServerSpeech(H2, null, true);
  private static final ServerSpeech NEGOTIATED = new ServerSpeech(null, null, true);

  private static final String ONLY_H1 = "\u0008http/1.1";
  private static final String ONLY_H2 = "\u0002h2";

  /** That of a stream's request to its server, which may be null. */
  static ServerSpeech of(Stream stream, Server server) {
    if (server == null) {
      return SEQUENTIAL;
    }
    ServerConfig config = stream.serverConfig();
    String proto = config.http().proto();
    ServerConfig.Tls tls = config.connect().tls();
    boolean offers = tls != null && tls.isPrepared() && server.tls().isOn();
    String offered = offers ? tls.settings().alpn() : "";
    if (stream.requestHead().asksForWebsocket()) {
      return ofWebsocket(config.http().websocket(), proto, offered);
    }
    if (proto != null) {
      return proto.equals(H2) ? MULTIPLEXED : SEQUENTIAL;
    }
    return offered.isEmpty() ? SEQUENTIAL : NEGOTIATED;
  }

  private static ServerSpeech ofWebsocket(WebSocket wanted, String proto, String offered) {
    String only = offered.isEmpty() ? null : only(wanted, offered);
    if (proto != null || offered.isEmpty()) {
      String usual = H2.equals(proto) ? H2 : H1;
      String chosen =
          switch (wanted) {
            case AUTO -> usual;
            case H1 -> H1;
            case H2 -> H2;
          };
      return new ServerSpeech(chosen, only, chosen.equals(usual));
    }
    boolean one = offered.length() == 1 + offered.charAt(0);
    return new ServerSpeech(null, only, wanted == WebSocket.AUTO ? one : offered.equals(only));
  }

  /** What a handshake for a WebSocket offers, or null for what it always does. */
  private static String only(WebSocket wanted, String offered) {
    return switch (wanted) {
      case H1 -> ONLY_H1;
      case H2 -> ONLY_H2;
      case AUTO -> offered.contains(ONLY_H1) ? ONLY_H1 : null;
    };
  }

  /** Whether the connection, whose handshake is over, carries many requests at once. */
  boolean isMultiplexed(Connection made) {
    return HttpProtocols.isMultiplexed(proto, made.tls());
  }

  /** Whether that is known before there is a connection. */
  boolean isMultiplexed() {
    return H2.equals(proto);
  }
}
