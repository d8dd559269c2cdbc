package io.haloom.check;

import io.haloom.model.CheckConfig;
import io.haloom.model.CheckStep;
import io.haloom.model.ServerConfig;
import io.haloom.model.SourceConfig;
import io.haloom.net.ConnectOptions;
import io.haloom.net.ConnectRequest;
import io.haloom.net.Connection;
import io.haloom.net.ConnectionException;
import io.haloom.net.SourcePool;
import io.haloom.net.proxyproto.ProxyHeaderWriter;
import io.haloom.net.proxyproto.Socks4;
import io.haloom.proxy.CheckHealth;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/**
 * Where a check connects to, and what it says before its own protocol begins (configuration manual,
 * 5.2: {@code addr}, {@code port}, {@code check-send-proxy}, {@code check-via-socks4}).
 */
final class Connector {
  private final Subject subject;
  private final CheckStep.Connect step;

  /**
   * @param step a {@code connect} rule, or null for the server line's settings
   */
  Connector(Subject subject, CheckStep.Connect step) {
    this.subject = subject;
    this.step = step;
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
  SocketAddress destination(int rulePort) {
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
    return wanted ? subject.server().config().socks4() : null;
  }

  ConnectRequest request(SocketAddress destination, int timeoutMillis) {
    SourceConfig source = subject.server().config().source();
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

  /** The handshake's last ACK rides on what follows, be it the RST of a check without a word. */
  private ConnectOptions options(SourceConfig source) {
    ConnectOptions o = subject.server().config().options();
    if (o == null) {
      o = ConnectOptions.DEFAULT;
    }
    return new ConnectOptions(
        o.fastOpen(),
        source == null || source.device() == null ? o.device() : source.device(),
        o.transparent(),
        o.userTimeoutMillis(),
        o.mark(),
        o.maxSegment(),
        true);
  }

  /** Says what comes before the check's own protocol. */
  void introduce(Connection connection, SocketAddress destination)
      throws ConnectionException, CheckFailure {
    if (socks() != null && destination instanceof InetSocketAddress inet) {
      Socks4.Answer answer = Socks4.connect(connection, inet);
      if (answer != Socks4.Answer.GRANTED) {
        throw new CheckFailure(CheckStatus.SOCKERR, refusal(answer));
      }
    }
    ByteBuffer header = proxyHeader(connection, destination);
    if (header != null) {
      connection.write(header);
    }
  }

  private static String refusal(Socks4.Answer answer) {
    return switch (answer) {
      case CLOSED -> "SOCKS4 Proxy read error during handshake";
      default -> "SOCKS4 Proxy deny the request";
    };
  }

  /** {@code send-proxy} holds for checks too unless they go elsewhere than traffic does. */
  private boolean introducesLikeTraffic() {
    ServerConfig server = subject.server().config();
    boolean elsewhere = server.check().address() != null || server.check().port() != 0;
    return server.proxyHeader().version() != 0 && !elsewhere && !subject.server().dynamic();
  }

  /**
   * Version 1 says where the check comes from; version 2 says {@code LOCAL}, unless {@code
   * pp2-never-send-local}.
   */
  private ByteBuffer proxyHeader(Connection connection, SocketAddress destination) {
    ServerConfig server = subject.server().config();
    boolean wanted = step != null && step.sendProxy();
    if (!wanted && usesServerLine() && !subject.agent()) {
      wanted = server.check().sendProxy() || introducesLikeTraffic();
    }
    if (!wanted) {
      return null;
    }
    if (server.proxyHeader().version() == 2) {
      boolean local = !subject.neverSendsLocal();
      return ProxyHeaderWriter.version2(
          local ? null : inet(connection.localAddress()),
          local ? null : inet(destination),
          null,
          server.proxyHeader().crc32c());
    }
    return ProxyHeaderWriter.version1(inet(connection.localAddress()), inet(destination));
  }

  private static InetSocketAddress inet(SocketAddress address) {
    return address instanceof InetSocketAddress inet ? inet : null;
  }

  /** {@code linger}: end with a FIN where HAProxy would rather reset. */
  boolean lingers() {
    return step != null && step.linger();
  }
}
