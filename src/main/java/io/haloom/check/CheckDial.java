package io.haloom.check;

import io.haloom.model.CheckConfig;
import io.haloom.model.CheckStep;
import io.haloom.model.ServerConfig;
import io.haloom.model.SourceConfig;
import io.haloom.net.ConnectOptions;
import io.haloom.net.ConnectRequest;
import io.haloom.net.Connection;
import io.haloom.net.SourcePool;
import io.haloom.net.TlsEngine;
import io.haloom.net.TlsException;
import io.haloom.net.proxyproto.ProxyHeaderWriter;
import io.haloom.net.proxyproto.TlsFields;
import io.haloom.proxy.Dialer;
import io.haloom.proxy.Server;
import io.haloom.proxy.count.Counters;
import io.haloom.proxy.state.CheckHealth;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Where a check connects to, and what it says before its own protocol begins (configuration manual,
 * 5.2: {@code addr}, {@code port}, {@code check-send-proxy}, {@code check-via-socks4}).
 */
final class CheckDial implements Dialer.Attempt {
  private static final CheckConfig.Tls NO_TLS = new CheckConfig.Tls(false, null, null);

  private final Subject subject;
  private final CheckStep.Connect step;
  private final SocketAddress destination;
  private final int timeoutMillis;
  private final Consumer<Connection> connected;

  /**
   * @param step a {@code connect} rule, or null for the server line's settings
   * @param port what the rule's {@code port} yields, 0 for nothing
   * @param timeoutMillis how long the server may take to accept
   * @param connected is told of the connection, which is the check's from then on
   */
  CheckDial(
      Subject subject,
      CheckStep.Connect step,
      int port,
      int timeoutMillis,
      Consumer<Connection> connected) {
    this.subject = subject;
    this.step = step;
    this.destination = destination(port);
    this.timeoutMillis = timeoutMillis;
    this.connected = connected;
  }

  /** Where the check goes, whatever stands between. */
  SocketAddress destination() {
    return destination;
  }

  private boolean usesServerLine() {
    return step == null || step.fallback();
  }

  /**
   * The address to check: the rule's, else the check's, else the server's; its port: the rule's,
   * the rule's address's, the check's, the check's address's, the server's.
   *
   * @param rulePort what the rule's {@code port} yields, 0 for nothing
   */
  private SocketAddress destination(int rulePort) {
    CheckHealth health = subject.health();
    SocketAddress own = subject.server().address();
    SocketAddress ruled = step == null ? null : step.address();
    SocketAddress address = ruled != null ? ruled : health.address();
    if (address == null) {
      address = own;
    }
    if (!(address instanceof InetSocketAddress inet)) {
      return address;
    }
    int port =
        firstPort(rulePort, portOf(ruled), health.port(), portOf(health.address()), portOf(own));
    return new InetSocketAddress(inet.getAddress(), port);
  }

  private static int portOf(SocketAddress address) {
    return address instanceof InetSocketAddress inet ? inet.getPort() : 0;
  }

  private static int firstPort(int... candidates) {
    for (int port : candidates) {
      if (port != 0) {
        return port;
      }
    }
    return 0;
  }

  /** The SOCKS 4 proxy to go through, or null. */
  private SocketAddress socks() {
    boolean wanted = step != null && step.viaSocks4();
    CheckConfig check = subject.server().config().check();
    if (!wanted && usesServerLine() && check != null) {
      wanted = check.viaSocks4();
    }
    return wanted ? subject.server().config().connect().socks4() : null;
  }

  @Override
  public void connected(Connection connection) {
    connected.accept(connection);
  }

  @Override
  public SocketAddress behindSocks() {
    return socks() != null && destination instanceof InetSocketAddress ? destination : null;
  }

  @Override
  public ConnectRequest request() {
    SourceConfig source = subject.server().config().connect().source();
    if (source == null) {
      source = subject.proxy().backend().source();
    }
    SourcePool pool = subject.server().sourcePool();
    SocketAddress socks = socks();
    return new ConnectRequest(
        socks != null ? socks : destination,
        source == null ? null : source.address(),
        pool,
        timeoutMillis,
        null,
        options(source));
  }

  /**
   * The handshake's last ACK rides on what follows, be it the RST of a check without a word. The
   * SYN waits for nothing, or a server that is not there would have passed.
   */
  private ConnectOptions options(SourceConfig source) {
    ConnectOptions o = subject.server().config().connect().options();
    if (o == null) {
      o = ConnectOptions.DEFAULT;
    }
    return o.forAttempt(false, source == null ? null : source.device(), false, true);
  }

  /** {@code send-proxy} holds for checks too unless they go elsewhere than traffic does. */
  private boolean introducesLikeTraffic() {
    ServerConfig server = subject.server().config();
    boolean elsewhere = server.check().address() != null || server.check().port() != 0;
    return server.connect().proxyHeader().version() != 0
        && !elsewhere
        && !subject.server().dynamic();
  }

  /**
   * Version 1 says where the check comes from; version 2 says {@code LOCAL}, unless {@code
   * pp2-never-send-local}.
   */
  @Override
  public ByteBuffer header(Connection connection) {
    ServerConfig server = subject.server().config();
    boolean wanted = step != null && step.sendProxy();
    if (!wanted && usesServerLine() && !subject.agent()) {
      wanted = server.check().sendProxy() || introducesLikeTraffic();
    }
    if (!wanted) {
      return null;
    }
    if (server.connect().proxyHeader().version() == 2) {
      boolean local = !subject.neverSendsLocal();
      return ProxyHeaderWriter.version2(
          local ? null : inet(connection.localAddress()),
          local ? null : inet(destination),
          server.connect().proxyHeader().crc32c(),
          new ProxyHeaderWriter.Fields(
              null, null, new TlsFields(null, server.connect().proxyHeader().tls())));
    }
    return ProxyHeaderWriter.version1(inet(connection.localAddress()), inet(destination));
  }

  /** As the rule says, or as the server line does. */
  @Override
  public TlsEngine engine() throws TlsException {
    ServerConfig server = subject.server().config();
    CheckConfig.Tls rule = step == null ? NO_TLS : step.tls();
    CheckConfig.Tls line =
        usesServerLine() && !subject.agent() && server.check() != null
            ? server.check().tls()
            : NO_TLS;
    ServerConfig.Tls tls = server.connect().tls();
    if (tls == null || !tls.isPrepared() || !rule.on() && !line.on()) {
      return null;
    }
    return tls.settings()
        .engine(
            rule.sni() != null ? rule.sni() : line.sni(),
            rule.alpn() != null ? rule.alpn() : line.alpn());
  }

  /** The protocol that is to be spoken, or null. */
  String proto() {
    if (step != null && step.proto() != null) {
      return step.proto();
    }
    CheckConfig line = subject.server().config().check();
    return usesServerLine() && line != null ? line.proto() : null;
  }

  @Override
  public Server server() {
    return subject.server();
  }

  @Override
  public int stripe() {
    return Counters.ANYWHERE;
  }

  private static InetSocketAddress inet(SocketAddress address) {
    return address instanceof InetSocketAddress inet ? inet : null;
  }

  /** {@code linger}: end with a FIN where HAProxy would rather reset. */
  boolean lingers() {
    return step != null && step.linger();
  }
}
