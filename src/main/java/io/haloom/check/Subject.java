package io.haloom.check;

import io.haloom.model.CheckConfig;
import io.haloom.model.ProxyCheckConfig;
import io.haloom.model.ProxyConfig;
import io.haloom.model.Timeouts;
import io.haloom.proxy.Server;
import io.haloom.proxy.state.CheckHealth;

/**
 * Which check of which server.
 *
 * @param server the server
 * @param agent its agent check, rather than its active check
 */
record Subject(Server server, boolean agent) {

  /** Where it stands. */
  CheckHealth health() {
    return agent ? server.agent() : server.check();
  }

  CheckConfig.Timing timing() {
    return agent ? server.config().agent().timing() : server.config().check().timing();
  }

  /** The kind of check of the active check, with its rules. */
  ProxyCheckConfig kind() {
    return server.config().check().type();
  }

  ProxyConfig proxy() {
    return server.backend().config();
  }

  Timeouts timeouts() {
    return proxy().timeouts();
  }

  /** {@code tune.bufsize}: how much of an answer is looked at. */
  int bufsize() {
    return server.backend().runtime().config().global().tune().bufsize();
  }

  /** {@code pp2-never-send-local}. */
  boolean neverSendsLocal() {
    return server.backend().runtime().config().global().checks().neverSendLocal();
  }

  String name() {
    return (agent ? "agent " : "check ") + server.fullName();
  }
}
