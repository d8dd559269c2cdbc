package io.haloom.stats;

import io.haloom.proxy.Server;
import io.haloom.proxy.state.AdminFlag;
import io.haloom.proxy.state.OperatingState;
import java.util.EnumSet;

/** The actions of the page on a server, by the words its form posts. */
enum ServerAction {
  READY("ready") {
    @Override
    boolean apply(Server server) {
      server.changes().ready();
      return true;
    }
  },
  DRAIN("drain") {
    @Override
    boolean apply(Server server) {
      server.changes().drain();
      return true;
    }
  },
  MAINT("maint") {
    @Override
    boolean apply(Server server) {
      server.changes().maintenance();
      return true;
    }
  },
  DISABLE_CHECKS("dhlth") {
    @Override
    boolean apply(Server server) {
      return enableChecks(server, false);
    }
  },
  ENABLE_CHECKS("ehlth") {
    @Override
    boolean apply(Server server) {
      return enableChecks(server, true);
    }
  },
  FORCE_UP("hrunn") {
    @Override
    boolean apply(Server server) {
      return force(server, OperatingState.RUNNING);
    }
  },
  FORCE_NOLB("hnolb") {
    @Override
    boolean apply(Server server) {
      return force(server, OperatingState.STOPPING);
    }
  },
  FORCE_DOWN("hdown") {
    @Override
    boolean apply(Server server) {
      return force(server, OperatingState.STOPPED);
    }
  },
  DISABLE_AGENT("dagent") {
    @Override
    boolean apply(Server server) {
      return enableAgent(server, false);
    }
  },
  ENABLE_AGENT("eagent") {
    @Override
    boolean apply(Server server) {
      return enableAgent(server, true);
    }
  },
  AGENT_UP("arunn") {
    @Override
    boolean apply(Server server) {
      return forceAgent(server, true);
    }
  },
  AGENT_DOWN("adown") {
    @Override
    boolean apply(Server server) {
      return forceAgent(server, false);
    }
  },
  SHUTDOWN("shutdown") {
    @Override
    boolean apply(Server server) {
      server.backend().runtime().sessions().shutdownServerSessions(server, 'K');
      return true;
    }
  },
  DISABLE("disable") {
    @Override
    boolean apply(Server server) {
      return set(server, AdminFlag.FORCED_MAINT, "'disable' on stats page");
    }
  },
  ENABLE("enable") {
    @Override
    boolean apply(Server server) {
      return clear(server, AdminFlag.FORCED_MAINT);
    }
  },
  STOP("stop") {
    @Override
    boolean apply(Server server) {
      return set(server, AdminFlag.FORCED_DRAIN, "'stop' on stats page");
    }
  },
  START("start") {
    @Override
    boolean apply(Server server) {
      return clear(server, AdminFlag.FORCED_DRAIN);
    }
  };

  private final String word;

  ServerAction(String word) {
    this.word = word;
  }

  /** The action of this word, or null. */
  static ServerAction of(String word) {
    for (ServerAction action : values()) {
      if (action.word.equals(word)) {
        return action;
      }
    }
    return null;
  }

  /**
   * Does it.
   *
   * @return false when there was nothing to do for this server
   */
  abstract boolean apply(Server server);

  private static boolean enableChecks(Server server, boolean enabled) {
    if (server.check().configured()) {
      server.check().enabled(enabled);
    }
    return server.check().configured();
  }

  private static boolean enableAgent(Server server, boolean enabled) {
    if (server.agent().configured()) {
      server.agent().enabled(enabled);
    }
    return server.agent().configured();
  }

  /** A server that tracks another takes its state from there only. */
  private static boolean force(Server server, OperatingState state) {
    if (server.tracked() != null) {
      return false;
    }
    server.changes().forceHealth(state);
    return true;
  }

  private static boolean forceAgent(Server server, boolean up) {
    if (!server.agent().enabled()) {
      return false;
    }
    server.changes().forceAgent(up);
    return true;
  }

  private static boolean set(Server server, AdminFlag flag, String cause) {
    if (server.admin().contains(flag)) {
      return false;
    }
    server.changes().setAdmin(flag, cause);
    return true;
  }

  private static boolean clear(Server server, AdminFlag flag) {
    if (!server.admin().contains(flag)) {
      return false;
    }
    server.changes().clearAdmin(EnumSet.of(flag));
    return true;
  }
}
