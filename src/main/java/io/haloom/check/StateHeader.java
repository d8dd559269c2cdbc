package io.haloom.check;

import io.haloom.net.AddressText;
import io.haloom.net.UnixAddress;
import io.haloom.proxy.Backend;
import io.haloom.proxy.Server;
import io.haloom.proxy.state.CheckHealth;
import io.haloom.proxy.state.OperatingState;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** {@code http-check send-state}: what HAProxy says of the server to the server itself. */
final class StateHeader {
  private StateHeader() {}

  static String of(Server server) {
    Backend backend = server.backend();
    StringBuilder text = new StringBuilder(health(server));
    text.append("; address=").append(address(server.address()));
    text.append("; port=").append(port(server.address()));
    text.append("; name=").append(server.fullName());
    text.append("; node=").append(backend.runtime().config().global().process().node().name());
    text.append("; weight=").append(server.effectiveWeight());
    text.append('/').append(backend.totalWeight());
    text.append("; scur=").append(server.sessions().get());
    text.append('/').append(backend.sessions().get() - backend.queued().get());
    text.append("; qcur=").append(server.queued().get());
    if (server.throttle() >= 0) {
      text.append("; throttle=").append(Math.max(1, server.throttle())).append('%');
    }
    return text.toString();
  }

  private static String health(Server server) {
    CheckHealth health = server.check();
    if (!health.enabled()) {
      return "no check";
    }
    if (server.operating() == OperatingState.STOPPED) {
      return health.health() == 0 ? "DOWN" : "DOWN " + health.health() + "/" + health.rise();
    }
    String word = server.operating() == OperatingState.STOPPING ? "NOLB" : "UP";
    return health.health() == health.full()
        ? word
        : word + " " + (health.health() - health.rise() + 1) + "/" + health.fall();
  }

  private static String address(SocketAddress address) {
    return switch (address) {
      case InetSocketAddress inet -> AddressText.of(inet.getAddress());
      case UnixAddress unix -> unix.path();
      default -> "";
    };
  }

  private static String port(SocketAddress address) {
    return address instanceof InetSocketAddress inet ? Integer.toString(inet.getPort()) : "";
  }
}
