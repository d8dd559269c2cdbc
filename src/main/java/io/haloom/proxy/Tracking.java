package io.haloom.proxy;

import io.haloom.proxy.state.AdminBits;
import io.haloom.proxy.state.AdminFlag;
import java.util.ArrayList;
import java.util.List;

/** Finds the servers that {@code track} names, which may be in backends that come later. */
final class Tracking {
  private final ProxyRuntime runtime;
  private final List<Server> pending = new ArrayList<>();

  Tracking(ProxyRuntime runtime) {
    this.runtime = runtime;
  }

  /** Links the servers of a backend that was added, and those that waited for it. */
  void added(Backend backend) {
    for (Server server : backend.servers()) {
      if (server.config().track() != null) {
        pending.add(server);
      }
    }
    pending.removeIf(server -> target(server) != null && link(server, target(server)));
  }

  private Server target(Server server) {
    String track = server.config().track();
    int slash = track.lastIndexOf('/');
    Backend backend = slash < 0 ? server.backend() : runtime.backend(track.substring(0, slash));
    return backend == null ? null : backend.server(track.substring(slash + 1));
  }

  private boolean link(Server server, Server target) {
    server.track(target);
    int admin = target.state().admin();
    if (AdminBits.maintenance(admin) || AdminBits.has(admin, AdminFlag.CONFIG_MAINT)) {
      server.state().set(AdminFlag.INHERITED_MAINT, null);
    }
    if (AdminBits.drain(admin)) {
      server.state().set(AdminFlag.INHERITED_DRAIN, null);
    }
    return true;
  }

  /**
   * Links a server that is being added while running.
   *
   * @return null, or why it cannot be tracked in HAProxy's words
   */
  String linkAdded(Server server) {
    String track = server.config().track();
    int slash = track.lastIndexOf('/');
    String proxy = slash < 0 ? null : track.substring(0, slash);
    if (proxy != null && runtime.backend(proxy) == null) {
      return "unable to find required proxy '" + proxy + "' for tracking.";
    }
    Server target = target(server);
    if (target == null) {
      return "unable to find required server '" + track.substring(slash + 1) + "' for tracking.";
    }
    if (target.dynamic()) {
      return "unable to use " + target.fullName() + " for tracking as it is a dynamic server.";
    }
    if (!target.check().configured() && !target.agent().configured() && target.tracked() == null) {
      return "unable to use "
          + target.fullName()
          + " for tracking as it does not have any check nor agent enabled.";
    }
    if (disablesOn404(server) != disablesOn404(target)) {
      return "unable to use "
          + target.fullName()
          + " fortracking: disable-on-404 option inconsistency.";
    }
    server.track(target);
    return null;
  }

  private static boolean disablesOn404(Server server) {
    return server.backend().config().backend().check().disableOn404();
  }
}
