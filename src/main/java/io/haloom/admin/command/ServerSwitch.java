package io.haloom.admin.command;

import io.haloom.admin.Reply;
import io.haloom.admin.Request;
import io.haloom.proxy.ProxyRuntime;
import io.haloom.proxy.Server;
import io.haloom.proxy.state.CheckHealth;

/** {@code enable} and {@code disable} {@code server|health|agent}. */
final class ServerSwitch {
  private final Targets targets;

  ServerSwitch(ProxyRuntime runtime) {
    this.targets = new Targets(runtime);
  }

  Reply enableServer(Request request) {
    Server server = targets.server(request.word(2));
    server.changes().ready();
    server.backend().cookies().check(server);
    return Reply.DONE;
  }

  Reply disableServer(Request request) {
    targets.server(request.word(2)).changes().maintenance();
    return Reply.DONE;
  }

  Reply enableHealth(Request request) {
    return enable(
        targets.server(request.word(2)).check(),
        "Health check was not configured on this server, cannot enable.\n");
  }

  Reply enableAgent(Request request) {
    return enable(
        targets.server(request.word(2)).agent(),
        "Agent was not configured on this server, cannot enable.\n");
  }

  private static Reply enable(CheckHealth check, String otherwise) {
    if (!check.configured()) {
      return Reply.error(otherwise);
    }
    check.enabled(true);
    return Reply.DONE;
  }

  Reply disableHealth(Request request) {
    Server server = targets.server(request.word(2));
    server.check().enabled(false);
    return Reply.DONE;
  }

  Reply disableAgent(Request request) {
    Server server = targets.server(request.word(2));
    server.agent().enabled(false);
    return Reply.DONE;
  }
}
