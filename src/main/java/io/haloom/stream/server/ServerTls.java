package io.haloom.stream.server;

import io.haloom.model.ServerConfig;
import io.haloom.net.TlsEngine;
import io.haloom.net.TlsException;
import io.haloom.proxy.Server;
import io.haloom.sample.Sample;
import io.haloom.sample.SampleType;
import io.haloom.stream.Stream;
import io.haloom.tls.TlsServer;

/**
 * TLS as a stream wants it of its server; connections that differ in it are not for each other's
 * requests.
 *
 * @param settings what the server's line says
 * @param serverName the host that is asked for ({@code sni}), or null
 * @param alpn what is offered in the place of what the line says, or null
 */
record ServerTls(TlsServer settings, String serverName, String alpn) {

  /** That of the stream's server, or null where it is reached without. */
  static ServerTls of(Stream stream, Server server, String alpn) {
    if (server == null || !server.tls().isOn()) {
      return null;
    }
    ServerConfig.Tls said = stream.serverConfig().connect().tls();
    return said == null || !said.isPrepared()
        ? null
        : new ServerTls(said.settings(), said.sni() == null ? null : name(stream, said), alpn);
  }

  private static String name(Stream stream, ServerConfig.Tls said) {
    Sample sample = stream.context().takeSample();
    String name =
        said.sni().evaluate(stream.context(), sample, SampleType.STR) ? sample.latin1() : null;
    stream.context().giveSample(sample);
    return name;
  }

  /** For a connection that has just been made. */
  TlsEngine engine() throws TlsException {
    return settings.engine(serverName, alpn);
  }
}
