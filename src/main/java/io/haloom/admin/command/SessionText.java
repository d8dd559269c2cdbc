package io.haloom.admin.command;

import io.haloom.model.ProxyConfig;
import io.haloom.net.AddressText;
import io.haloom.net.Connection;
import io.haloom.net.UnixAddress;
import io.haloom.proxy.Backend;
import io.haloom.proxy.BindListener;
import io.haloom.proxy.Server;
import io.haloom.stats.HumanTime;
import io.haloom.stream.Session;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Sessions as {@code show sess} writes them: HAProxy's words for the facts that exist here. */
final class SessionText {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss.SSSSSS", Locale.ENGLISH);

  // CO_FL_CTRL_READY and XPRT_READY, WAIT_L6_CONN and SSL_WAIT_HS, SOCK_RD_SH.
  private static final int READY = 0x300;
  private static final int SHAKES_HANDS = 0x0880_0000;
  private static final int ENDED = 0x0004_0000;

  private SessionText() {}

  /** On one line. */
  static void line(Session session, StringBuilder into) {
    Server server = session.stream().server();
    Backend backend = session.stream().backend();
    into.append("0x").append(Long.toHexString(ShowSess.id(session)));
    into.append(": proto=").append(protocol(session.client().localAddress()));
    into.append(" src=").append(address(session.stream().source(), session.listener()));
    into.append(" fe=").append(session.frontend().config().name());
    into.append(" be=").append(backend == null ? "<NONE>" : backend.name());
    into.append(" srv=").append(server == null ? "<none>" : server.name());
    into.append(" age=").append(HumanTime.of(ageSeconds(session)));
    into.append(" rq[total=").append(session.stream().counters().bytesIn());
    into.append("] rp[total=").append(session.stream().counters().bytesOut());
    into.append("] scf=[").append(connection(session.client()));
    into.append("] scb=[").append(connection(session.stream().serverConnection()));
    into.append("] rc=").append(session.stream().timing().retries()).append('\n');
  }

  /** On several lines. */
  static void full(Session session, StringBuilder into) {
    Instant accepted = Instant.ofEpochSecond(0, session.stream().acceptMicros() * 1000);
    into.append("0x").append(Long.toHexString(ShowSess.id(session))).append(": [");
    into.append(DATE.format(accepted.atZone(ZoneId.systemDefault())));
    into.append("] id=").append(session.number());
    into.append(" proto=").append(protocol(session.client().localAddress()));
    into.append(" source=")
        .append(address(session.stream().source(), session.listener()))
        .append('\n');
    into.append("  age=").append(HumanTime.of(ageSeconds(session)));
    into.append(", conn_retries=").append(session.stream().timing().retries());
    into.append(", redispatched=")
        .append(session.stream().timing().redispatched() ? 1 : 0)
        .append('\n');
    frontend(session, into);
    backend(session, into);
    into.append("  scf=").append(connection(session.client())).append('\n');
    transport("co0", session.client(), session.hasTls(), "LISTENER", into);
    Connection server = session.stream().serverConnection();
    into.append("  scb=").append(connection(server)).append('\n');
    if (server != null) {
      transport("co1", server, server.tls() != null, "SERVER", into);
    }
    into.append("  req=(total=").append(session.stream().counters().bytesIn()).append(")\n");
    into.append("  res=(total=").append(session.stream().counters().bytesOut()).append(")\n");
  }

  private static void frontend(Session session, StringBuilder into) {
    BindListener listener = session.listener();
    proxy("frontend", session.frontend().config(), into);
    String name = listener.config().name();
    into.append(", listener=").append(name == null ? "?" : name);
    into.append(" (id=").append(listener.config().id()).append(") addr=");
    into.append(address(session.stream().destination(), listener)).append('\n');
  }

  private static void backend(Session session, StringBuilder into) {
    Backend backend = session.stream().backend();
    Connection connection = session.stream().serverConnection();
    if (backend == null) {
      into.append("  backend=<NONE> (id=-1 mode=-)\n  server=<NONE> (id=-1)\n");
      return;
    }
    proxy("backend", backend.config(), into);
    if (connection != null) {
      into.append(" addr=").append(address(connection.localAddress(), null));
    }
    Server server = session.stream().server();
    into.append("\n  server=").append(server == null ? "<none>" : server.name());
    into.append(" (id=").append(server == null ? 0 : server.id()).append(')');
    if (connection != null) {
      into.append(" addr=").append(address(connection.remoteAddress(), null));
    }
    into.append('\n');
  }

  private static void proxy(String side, ProxyConfig proxy, StringBuilder into) {
    into.append("  ").append(side).append('=').append(proxy.name()).append(" (id=");
    into.append(proxy.id()).append(" mode=");
    into.append(proxy.mode().name().toLowerCase(Locale.ROOT)).append(')');
  }

  private static String connection(Connection connection) {
    if (connection == null) {
      return "NONE,fd=-1";
    }
    String state = connection.peerClosed() ? "DIS" : "EST";
    return state + ",fd=" + connection.descriptor() + ",loop=" + connection.loop();
  }

  /** Which protocols carry it, and HAProxy's {@code CO_FL_*} as far as there is such a thing. */
  private static void transport(
      String name, Connection connection, boolean tls, String target, StringBuilder into) {
    boolean shakesHands = tls && (connection.tls() == null || !connection.tls().isEstablished());
    int flags = READY | (shakesHands ? SHAKES_HANDS : 0) | (connection.peerClosed() ? ENDED : 0);
    into.append("      ").append(name).append(" ctrl=").append(protocol(connection.localAddress()));
    into.append(" xprt=").append(tls ? "SSL" : "RAW").append(" data=STRM target=").append(target);
    into.append(String.format("%n      flags=0x%08x fd=%d%n", flags, connection.descriptor()));
  }

  private static String protocol(SocketAddress local) {
    if (local instanceof InetSocketAddress inet) {
      return inet.getAddress() instanceof Inet6Address ? "tcpv6" : "tcpv4";
    }
    return "unix_stream";
  }

  private static String address(SocketAddress address, BindListener listener) {
    if (address instanceof InetSocketAddress inet && inet.getAddress() != null) {
      return AddressText.of(inet.getAddress()) + ":" + inet.getPort();
    }
    if (address instanceof UnixAddress && listener != null) {
      return "unix:" + listener.config().id();
    }
    return address instanceof UnixAddress ? "unix" : "?";
  }

  private static long ageSeconds(Session session) {
    return (System.nanoTime() - session.stream().acceptNanos()) / 1_000_000_000L;
  }
}
