package io.haloom.proxy;

import io.haloom.model.CookieConfig;
import io.haloom.model.CookieConfig.Mode;
import io.haloom.model.DynamicCookie;
import io.haloom.proxy.state.AdminBits;
import io.haloom.proxy.state.AdminFlag;
import java.net.InetAddress;
import java.util.List;

/**
 * The cookies of a backend's servers that are made from their addresses ({@code cookie dynamic}).
 * One that its server line gives is left alone. Changes under the state lock.
 */
public final class DynamicCookies {
  private final Backend backend;
  private boolean enabled;
  private String key;

  DynamicCookies(Backend backend, List<Server> servers) {
    this.backend = backend;
    CookieConfig config = backend.config().http().cookie();
    if (config != null) {
      enabled = config.has(Mode.DYNAMIC);
      key = config.dynamicKey();
      servers.forEach(server -> server.cookie(made(server)));
    }
  }

  /** {@code enable dynamic-cookie}, {@code disable dynamic-cookie}. */
  public void enable(boolean on) {
    change(
        () -> {
          enabled = on;
          for (Server server : backend.servers()) {
            if (on) {
              refresh(server);
            } else {
              server.cookie(server.config().http().cookie());
            }
          }
        });
  }

  /** {@code set dynamic-cookie-key}. */
  public void key(String secret) {
    change(
        () -> {
          key = secret;
          backend.servers().forEach(this::refresh);
        });
  }

  private void change(Runnable change) {
    backend.runtime().stateLock().lock();
    try {
      change.run();
    } finally {
      backend.runtime().stateLock().unlock();
    }
  }

  /** The server's address has changed, or something else its cookie is made of. */
  void refresh(Server server) {
    if (isMade(server)) {
      server.cookie(made(server));
      if (!isOut(server)) {
        warn(server);
      }
    }
  }

  /** Warns of other servers that have the same cookie. */
  public void check(Server server) {
    change(() -> warn(server));
  }

  private void warn(Server server) {
    if (!enabled || server.config().http().cookie() != null || server.cookie() == null) {
      return;
    }
    for (Server other : backend.servers()) {
      if (other != server && !isOut(other) && server.cookie().equals(other.cookie())) {
        backend.runtime().events().warnOnly(CookieConfig.COLLISION.formatted(backend.name()));
      }
    }
  }

  /** A server that administrators took out may have the address of another one for a while. */
  private static boolean isOut(Server server) {
    return AdminBits.has(server.state().admin(), AdminFlag.FORCED_MAINT);
  }

  private boolean isMade(Server server) {
    return enabled
        && key != null
        && server.config().http().cookie() == null
        && server.location().ip() != null;
  }

  private String made(Server server) {
    InetAddress ip = server.location().ip();
    return isMade(server)
        ? DynamicCookie.of(key, ip, server.location().port())
        : server.config().http().cookie();
  }
}
